namespace Energy.Clients.Conformance;

/// <summary>How a recorded request is made by the client.</summary>
public enum RequestWay
{
    /// <summary>By the typed operation.</summary>
    Typed,

    /// <summary>By a way in that takes any address or resource: there is no typed operation for it.</summary>
    Generic,

    /// <summary>Raw, since the typed operation says it in another way, or there is none.</summary>
    Raw,

    /// <summary>Raw, since the client refuses it: the product itself threw, before anything was sent.</summary>
    Refused,

    /// <summary>Raw, since the types have no words for it: the test's own adapter gave up.</summary>
    NotSayable,
}
