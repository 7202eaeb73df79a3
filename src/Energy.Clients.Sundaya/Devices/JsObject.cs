namespace Energy.Clients.Sundaya;

/// <summary>The members of an object, in their order; of a name that comes twice the last value counts, at the place of the first.</summary>
internal sealed class JsObject : OrderedDictionary<string, object?>
{
    public JsObject()
        : base(StringComparer.Ordinal)
    {
    }
}
