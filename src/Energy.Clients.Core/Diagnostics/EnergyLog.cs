using Microsoft.Extensions.Logging;

namespace Energy.Clients;

/// <summary>Every log line of the family, with its stable event id.</summary>
internal static partial class EnergyLog
{
    [LoggerMessage(EventId = 1, EventName = "RequestEnded", Level = LogLevel.Debug, Message = "{Operation}: {Route} ended with {Status} after {Milliseconds:0} ms (0: no answer)")]
    public static partial void RequestEnded(ILogger logger, string operation, string route, int status, double milliseconds);

    [LoggerMessage(EventId = 2, EventName = "PageRead", Level = LogLevel.Debug, Message = "{Operation}: page with {Items} items read")]
    public static partial void PageRead(ILogger logger, string operation, int items);

    [LoggerMessage(EventId = 3, EventName = "Retrying", Level = LogLevel.Warning, Message = "{Operation}: {Route} is tried again in {Milliseconds:0} ms after {Reason}")]
    public static partial void Retrying(ILogger logger, string operation, string route, double milliseconds, string reason);

    [LoggerMessage(EventId = 4, EventName = "BodyRetrying", Level = LogLevel.Warning, Message = "{Operation}: the page is asked for again, its body was {Failure}")]
    public static partial void BodyRetrying(ILogger logger, string operation, TransportFailure failure);

    [LoggerMessage(EventId = 5, EventName = "Resting", Level = LogLevel.Warning,
        Message = "{Operation}: the server asks for a rest of {Seconds:0.#} s; all calls of the account wait")]
    public static partial void Resting(ILogger logger, string operation, double seconds);

    [LoggerMessage(EventId = 6, EventName = "UnknownMember", Level = LogLevel.Warning,
        Message = "The vendor's schema has moved: {Owner} has a member {Member} that this version of the package does not know")]
    public static partial void UnknownMember(ILogger logger, string owner, string member);

    [LoggerMessage(EventId = 7, EventName = "ListMoved", Level = LogLevel.Warning,
        Message = "{Operation}: the list changed while it was read, from {Before} items to {Now}; one may have been missed or come twice")]
    public static partial void ListMoved(ILogger logger, string operation, long before, long now);

    [LoggerMessage(EventId = 8, EventName = "CredentialWarning", Level = LogLevel.Warning, Message = "{Remark}")]
    public static partial void CredentialWarning(ILogger logger, string remark);

    [LoggerMessage(EventId = 20, EventName = "DataWarning", Level = LogLevel.Warning, Message = "{Operation}: {Remark}")]
    public static partial void DataWarning(ILogger logger, string operation, string remark);
}
