using Microsoft.Extensions.Logging;

namespace Energy.Clients.Fleet;

/// <summary>What a fleet logs.</summary>
internal static partial class FleetLog
{
    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "{Process} reads {Accounts}.")]
    public static partial void Reads(ILogger logger, string process, string accounts);

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "{Series} failed {Failures} times in a row: {Error}")]
    public static partial void Failing(ILogger logger, SeriesUri series, int failures, string error);

    [LoggerMessage(EventId = 42, Level = LogLevel.Information, Message = "{Series} was stored by another process meanwhile: {Error}")]
    public static partial void Conflict(ILogger logger, SeriesUri series, string error);

    [LoggerMessage(EventId = 43, Level = LogLevel.Warning, Message = "{Subject} has to wait for the database: {Error}")]
    public static partial void StoreAway(ILogger logger, object subject, string error);

    [LoggerMessage(EventId = 44, Level = LogLevel.Error, Message = "{Process} could not check in: {Error}")]
    public static partial void CheckInFailed(ILogger logger, string process, string error);

    [LoggerMessage(EventId = 45, Level = LogLevel.Error, Message = "{Remark}")]
    public static partial void Clock(ILogger logger, string remark);

    [LoggerMessage(EventId = 46, Level = LogLevel.Information, Message = "{Shard} is handed back.")]
    public static partial void HandedBack(ILogger logger, string shard);

    [LoggerMessage(EventId = 47, Level = LogLevel.Error, Message = "{Shard} could not be read: {Error}")]
    public static partial void ShardFailed(ILogger logger, string shard, string error);
}
