namespace Energy.Clients.FlexMeasures;

/// <summary>The status of an answer: a word of the server, or the HTTP status as a number, which many answers carry instead. An open set: words of newer servers are
/// kept.</summary>
/// <param name="Code">The word, or the digits of the number.</param>
/// <example>
/// <code>
/// if (FlexMeasuresStatus.Of(exception) == FlexMeasuresStatus.UnknownSchedule)
/// {
///     Console.WriteLine("The schedule is not there yet.");
/// }
/// </code>
/// </example>
[JsonConverter(typeof(FlexMeasuresStatusJsonConverter))]
public readonly record struct FlexMeasuresStatus(string Code)
{
    /// <summary><c>PROCESSED</c>: The message was taken in, or the answer is complete.</summary>
    public static FlexMeasuresStatus Processed { get; } = new("PROCESSED");

    /// <summary><c>ACCEPTED</c>: A job was made; it is done later.</summary>
    public static FlexMeasuresStatus Accepted { get; } = new("ACCEPTED");

    /// <summary><c>ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED</c>: Some or all of the data was known already. In v3_0 that is success; in 2021 the whole message was rolled
    /// back.</summary>
    public static FlexMeasuresStatus AlreadyReceived { get; } = new("ALREADY_RECEIVED_AND_SUCCESSFULLY_PROCESSED");

    /// <summary><c>REQUIRED_INFO_MISSING</c>: A field or parameter is missing.</summary>
    public static FlexMeasuresStatus RequiredInfoMissing { get; } = new("REQUIRED_INFO_MISSING");

    /// <summary><c>INVALID_DOMAIN</c>: An address is not one, or of the wrong kind.</summary>
    public static FlexMeasuresStatus InvalidDomain { get; } = new("INVALID_DOMAIN");

    /// <summary><c>INVALID_HORIZON</c>: A horizon or prior cannot be read, or does not fit the message.</summary>
    public static FlexMeasuresStatus InvalidHorizon { get; } = new("INVALID_HORIZON");

    /// <summary><c>INVALID_PERIOD</c>: Start or duration are missing or cannot be read.</summary>
    public static FlexMeasuresStatus InvalidPeriod { get; } = new("INVALID_PERIOD");

    /// <summary><c>INVALID_PTU_DURATION</c>: Start or duration are off the grid of version 1.</summary>
    public static FlexMeasuresStatus InvalidPtuDuration { get; } = new("INVALID_PTU_DURATION");

    /// <summary><c>INVALID_RESOLUTION</c>: The resolution does not fit the asset's.</summary>
    public static FlexMeasuresStatus InvalidResolution { get; } = new("INVALID_RESOLUTION");

    /// <summary><c>INVALID_SOURCE</c>: A source cannot be read.</summary>
    public static FlexMeasuresStatus InvalidSource { get; } = new("INVALID_SOURCE");

    /// <summary><c>INVALID_MARKET</c>: The asset's market does not fit.</summary>
    public static FlexMeasuresStatus InvalidMarket { get; } = new("INVALID_MARKET");

    /// <summary><c>INVALID_REPLACEMENT</c>: A stored value would change for the same belief time: post with another prior.</summary>
    public static FlexMeasuresStatus InvalidReplacement { get; } = new("INVALID_REPLACEMENT");

    /// <summary><c>INVALID_ROLE</c>: There is no such role.</summary>
    public static FlexMeasuresStatus InvalidRole { get; } = new("INVALID_ROLE");

    /// <summary><c>INVALID_TIMEZONE</c>: A time has no offset.</summary>
    public static FlexMeasuresStatus InvalidTimezone { get; } = new("INVALID_TIMEZONE");

    /// <summary><c>INVALID_DATETIME</c>: A time cannot be used.</summary>
    public static FlexMeasuresStatus InvalidDatetime { get; } = new("INVALID_DATETIME");

    /// <summary><c>INVALID_UNIT</c>: The unit is not one that the message takes.</summary>
    public static FlexMeasuresStatus InvalidUnit { get; } = new("INVALID_UNIT");

    /// <summary><c>INVALID_MESSAGE_TYPE</c>: The message names another type.</summary>
    public static FlexMeasuresStatus InvalidMessageType { get; } = new("INVALID_MESSAGE_TYPE");

    /// <summary><c>NO_MESSAGE_TYPE</c>: The message names no type.</summary>
    public static FlexMeasuresStatus NoMessageType { get; } = new("NO_MESSAGE_TYPE");

    /// <summary><c>NO_BACKUP</c>: The server keeps no backup of that name.</summary>
    public static FlexMeasuresStatus NoBackup { get; } = new("NO_BACKUP");

    /// <summary><c>UNRECOGNIZED_BACKUP</c>: The backup cannot be read.</summary>
    public static FlexMeasuresStatus UnrecognizedBackup { get; } = new("UNRECOGNIZED_BACKUP");

    /// <summary><c>POWER_VALUE_TOO_BIG</c>: A pure producer got a positive value.</summary>
    public static FlexMeasuresStatus PowerValueTooBig { get; } = new("POWER_VALUE_TOO_BIG");

    /// <summary><c>POWER_VALUE_TOO_SMALL</c>: A pure consumer got a negative value.</summary>
    public static FlexMeasuresStatus PowerValueTooSmall { get; } = new("POWER_VALUE_TOO_SMALL");

    /// <summary><c>PTUS_INCOMPLETE</c>: Values are missing or cannot be read.</summary>
    public static FlexMeasuresStatus PtusIncomplete { get; } = new("PTUS_INCOMPLETE");

    /// <summary><c>UNKNOWN_PRICES</c>: Prices needed for a plan are not known.</summary>
    public static FlexMeasuresStatus UnknownPrices { get; } = new("UNKNOWN_PRICES");

    /// <summary><c>UNKNOWN_SCHEDULE</c>: There is no schedule, or none yet: the message tells which.</summary>
    public static FlexMeasuresStatus UnknownSchedule { get; } = new("UNKNOWN_SCHEDULE");

    /// <summary><c>UNKNOWN_FORECAST</c>: There is no forecast.</summary>
    public static FlexMeasuresStatus UnknownForecast { get; } = new("UNKNOWN_FORECAST");

    /// <summary><c>UNRECOGNIZED_CONNECTION_GROUP</c>: A connection is not the caller's, or does not exist.</summary>
    public static FlexMeasuresStatus UnrecognizedConnectionGroup { get; } = new("UNRECOGNIZED_CONNECTION_GROUP");

    /// <summary><c>UNRECOGNIZED_ASSET</c>: There is no such asset, market or weather sensor.</summary>
    public static FlexMeasuresStatus UnrecognizedAsset { get; } = new("UNRECOGNIZED_ASSET");

    /// <summary><c>UNRECOGNIZED_MARKET</c>: There is no such market.</summary>
    public static FlexMeasuresStatus UnrecognizedMarket { get; } = new("UNRECOGNIZED_MARKET");

    /// <summary><c>UNRECOGNIZED_SENSOR</c>: There is no such weather sensor.</summary>
    public static FlexMeasuresStatus UnrecognizedSensor { get; } = new("UNRECOGNIZED_SENSOR");

    /// <summary><c>UNRECOGNIZED_UDI_EVENT</c>: There is no such event or job.</summary>
    public static FlexMeasuresStatus UnrecognizedUdiEvent { get; } = new("UNRECOGNIZED_UDI_EVENT");

    /// <summary><c>OUTDATED_UDI_EVENT</c>: The event's id is not above the last one.</summary>
    public static FlexMeasuresStatus OutdatedUdiEvent { get; } = new("OUTDATED_UDI_EVENT");

    /// <summary><c>INCOMPLETE_UDI_EVENT</c>: The event lacks its targets.</summary>
    public static FlexMeasuresStatus IncompleteUdiEvent { get; } = new("INCOMPLETE_UDI_EVENT");

    /// <summary><c>UNEXPECTED_PARAMS</c>: There is a parameter too many.</summary>
    public static FlexMeasuresStatus UnexpectedParams { get; } = new("UNEXPECTED_PARAMS");

    /// <summary><c>UNAUTHORIZED</c>: The token is missing, wrong or has ended.</summary>
    public static FlexMeasuresStatus Unauthorized { get; } = new("UNAUTHORIZED");

    /// <summary><c>INVALID_SENDER</c>: The caller may not do this.</summary>
    public static FlexMeasuresStatus InvalidSender { get; } = new("INVALID_SENDER");

    /// <summary><c>FORBIDDEN</c>: The caller may not do this.</summary>
    public static FlexMeasuresStatus Forbidden { get; } = new("FORBIDDEN");

    /// <summary><c>INVALID_METHOD</c>: The method is not one of the path's.</summary>
    public static FlexMeasuresStatus InvalidMethod { get; } = new("INVALID_METHOD");

    /// <summary><c>UNPROCESSABLE_ENTITY</c>: Fields are missing, unknown or wrong; the field errors tell which.</summary>
    public static FlexMeasuresStatus UnprocessableEntity { get; } = new("UNPROCESSABLE_ENTITY");

    /// <summary><c>TOO_MANY_REQUESTS</c>: A rate limit was hit.</summary>
    public static FlexMeasuresStatus TooManyRequests { get; } = new("TOO_MANY_REQUESTS");

    /// <summary><c>PAYLOAD_TOO_LARGE</c>: The body is larger than the server takes.</summary>
    public static FlexMeasuresStatus PayloadTooLarge { get; } = new("PAYLOAD_TOO_LARGE");

    /// <summary><c>QUEUED</c>: The job waits.</summary>
    public static FlexMeasuresStatus Queued { get; } = new("QUEUED");

    /// <summary><c>DEFERRED</c>: The job waits for another one.</summary>
    public static FlexMeasuresStatus Deferred { get; } = new("DEFERRED");

    /// <summary><c>STARTED</c>: The job runs.</summary>
    public static FlexMeasuresStatus Started { get; } = new("STARTED");

    /// <summary><c>FAILED</c>: The job failed.</summary>
    public static FlexMeasuresStatus Failed { get; } = new("FAILED");

    /// <summary><c>ERROR</c>: It failed; the reason is given beside it.</summary>
    public static FlexMeasuresStatus Error { get; } = new("ERROR");

    /// <summary>The status that the answer of an exception names.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The status, or <see langword="null"/> when the answer names none.</returns>
    public static FlexMeasuresStatus? Of(EnergyResponseException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.VendorCode is { } code ? new FlexMeasuresStatus(code) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Code ?? "";
}
