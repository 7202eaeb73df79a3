namespace Energy.Clients.Authoring;

/// <summary>A place of a walk, noted without allocation into an object of the walk's own kind, and text only when it is wanted.</summary>
internal abstract class WalkPlace
{
    /// <summary>The place as the part of a token that follows the query's hash (see <see cref="PageToken.AtPlace(ulong, string)"/>).</summary>
    public abstract string ToText();

    /// <summary>Makes this the same place as another one of the same walk.</summary>
    public abstract void CopyFrom(WalkPlace other);
}
