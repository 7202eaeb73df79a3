namespace Energy.Clients;

/// <summary>Which of several readings with one start <see cref="ReadingSeries.Deduplicate"/> keeps.</summary>
public enum KeepDuplicate
{
    /// <summary>The one that came first.</summary>
    First = 0,

    /// <summary>The one that came last, as where corrections follow what they correct.</summary>
    Last,

    /// <summary>Any, as long as they are the same; readings that differ are an error.</summary>
    OnlyEqual,
}
