namespace Energy.Clients.Sundaya;

/// <summary>The members of an object, in their order; of a name that comes twice the last value counts, at the place of the first.</summary>
internal sealed class JsObject : List<KeyValuePair<string, object?>>
{
    public JsObject(IEnumerable<KeyValuePair<string, object?>> members)
    {
        foreach (var member in members)
        {
            Set(member.Key, member.Value);
        }
    }

    public JsObject()
    {
    }

    public object? this[string name]
    {
        get
        {
            var index = FindIndex(m => m.Key == name);
            return index < 0 ? JsTree.Undefined : this[index].Value;
        }
    }

    public void Set(string name, object? value)
    {
        var index = FindIndex(m => m.Key == name);
        if (index < 0)
        {
            Add(new(name, value));
        }
        else
        {
            this[index] = new(name, value);
        }
    }
}
