using System.Net;
using System.Net.Http.Headers;

namespace Energy.Clients.Sundaya;

/// <summary>Telemetry of devices. It is queued and can never be read back; the reading addresses of the service are stubs.</summary>
/// <remarks>
/// <para>Everything is checked before it is sent, by exactly the server's rules, because some of its versions answer a refusal with a bare 500 or not at all.</para>
/// <para>Nothing is sent twice unless <see cref="SundayaUploadOptions.RetryUncertain"/> says so: the server cannot tell a repeat.</para>
/// </remarks>
/// <example>
/// <code>
/// SundayaUploadResult result = await sundaya.Devices.UploadMpptAsync(datasets);
/// Console.WriteLine($"{result.Samples} samples in {result.Requests} requests");
/// </code>
/// </example>
public class SundayaDeviceOperations
{
    private const string JsonType = "application/json";

    internal static readonly EnergyEndpoint Upload = new EnergyPath("devices/dataset/{dataset}").Post("Sundaya.Devices.Upload");
    internal static readonly EnergyEndpoint GetDataset = new EnergyPath("device/{device}/dataset/{dataset}").Get("Sundaya.Devices.GetDataset");
    internal static readonly EnergyEndpoint GetDatasetOver =
        new(GetDataset.Operation, HttpMethod.Get, new EnergyPath("device/{device}/dataset/{dataset}/period/{period}/{epoch}/{duration}"));
    internal static readonly EnergyEndpoint GetConfig = new EnergyPath("device/{device}/config").Get("Sundaya.Devices.GetConfig");
    internal static readonly EnergyEndpoint GetConfigAt = new(GetConfig.Operation, HttpMethod.Get, new EnergyPath("device/{device}/config/{epoch}"));

    private readonly EnergyTransport _transport;

    internal SundayaDeviceOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected SundayaDeviceOperations() => _transport = null!;

    /// <summary>Sends telemetry of maximum power point trackers.</summary>
    /// <param name="datasets">The datasets; loads may have either sign.</param>
    /// <param name="options">Sizes and repeats; <see langword="null"/> takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the call; what was already taken stays taken.</param>
    /// <returns>What the server took, in as many requests as the body limit asks for.</returns>
    /// <exception cref="ArgumentException">The server would refuse a dataset; the message has its rule. Nothing was sent.</exception>
    /// <exception cref="SundayaUploadException">A request failed after others had been taken; it says what was taken and where to go on.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached; nothing that this call sent is known to be taken.</exception>
    public virtual Task<SundayaUploadResult> UploadMpptAsync(IReadOnlyList<SundayaMpptDataset> datasets, SundayaUploadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        UploadAsync(SundayaDatasetKind.Mppt, datasets, options, cancellationToken);

    /// <summary>Sends telemetry of pack management systems, as JSON.</summary>
    /// <inheritdoc cref="UploadMpptAsync"/>
    public virtual Task<SundayaUploadResult> UploadPmsAsync(IReadOnlyList<SundayaPmsDataset> datasets, SundayaUploadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        UploadAsync(SundayaDatasetKind.Pms, datasets, options, cancellationToken);

    /// <summary>Sends telemetry of inverters.</summary>
    /// <inheritdoc cref="UploadMpptAsync"/>
    public virtual Task<SundayaUploadResult> UploadInverterAsync(IReadOnlyList<SundayaInverterDataset> datasets, SundayaUploadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        UploadAsync(SundayaDatasetKind.Inverter, datasets, options, cancellationToken);

    /// <summary>Sends datasets that are JSON already, from a gateway's file for example, in one request.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="datasets">What stands at <c>datasets</c> in the body: an array. Sent as it is.</param>
    /// <param name="options">Sizes and repeats; <see langword="null"/> takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server took.</returns>
    /// <exception cref="ArgumentException">The server would refuse the datasets, or fail on them; the message has its rule. Or they are longer than the body limit.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<SundayaUploadResult> UploadAsync(SundayaDatasetKind kind, JsonElement datasets, SundayaUploadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options = Checked(options);
        var body = datasets.ValueKind == JsonValueKind.Array ? Encoding.UTF8.GetBytes("{\"datasets\":" + datasets.GetRawText() + "}") : [];
        RequireSize(body.Length, options, nameof(datasets));
        Refuse(SundayaTelemetry.FindViolation(kind, datasets), nameof(datasets));
        if (SundayaTelemetry.FindMissing(kind, datasets) is { } missing)
        {
            throw new ArgumentException($"{missing} is missing. The server's check lets that pass, and its further processing fails on it (500).", nameof(datasets));
        }

        var samples = datasets.EnumerateArray().Sum(d => d.GetProperty("data").GetArrayLength());
        var answer = await SendAsync(kind, body, JsonType, options, cancellationToken).ConfigureAwait(false);
        return new SundayaUploadResult { Requests = 1, Datasets = CountOf(answer), Samples = samples, Answers = [answer] };
    }

    /// <summary>Sends telemetry of pack management systems as CSV.</summary>
    /// <param name="csv">The text; see <see cref="SundayaPmsCsv"/>.</param>
    /// <param name="options">Sizes and repeats; <see langword="null"/> takes the defaults. A text is not split.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server took.</returns>
    /// <exception cref="ArgumentException">The server would refuse the text, or fail on it; the message has its rule. Or it is longer than the body limit.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<SundayaUploadResult> UploadPmsCsvAsync(string csv, SundayaUploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        options = Checked(options);
        RequireSize(Encoding.UTF8.GetByteCount(csv), options, nameof(csv));
        SundayaPmsCsvDocument document;
        try
        {
            document = SundayaPmsCsv.Read(csv);
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"{e.Message} (The server would fail on it.)", nameof(csv), e);
        }

        Refuse(document.Violation, nameof(csv));
        var answer = await SendAsync(SundayaDatasetKind.Pms, Encoding.UTF8.GetBytes(csv), "text/csv", options, cancellationToken).ConfigureAwait(false);
        return new SundayaUploadResult { Requests = 1, Datasets = CountOf(answer), Samples = document.Samples, Answers = [answer] };
    }

    /// <summary>Asks the stub that stands for a device's telemetry. It answers the same for every device and has no data.</summary>
    /// <param name="device">The device.</param>
    /// <param name="kind">The kind of dataset.</param>
    /// <param name="span">The periods; <see langword="null"/> names none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stub's answer.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaStatus> GetDatasetAsync(string device, SundayaDatasetKind kind, EnergyPeriod? span = null, CancellationToken cancellationToken = default)
    {
        var dataset = SundayaTelemetry.PathOf(kind);
        var request = span is { } periods ? GetDatasetOver.At(device, dataset, periods.Kind, periods.Epoch, periods.Count) : GetDataset.At(device, dataset);
        return SendAsync(request, cancellationToken);
    }

    /// <summary>Asks the stub that stands for a device's configuration.</summary>
    /// <param name="device">The device.</param>
    /// <param name="epoch">An epoch; <see langword="null"/> names none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stub's text.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<string> GetConfigAsync(string device, string? epoch = null, CancellationToken cancellationToken = default)
    {
        var request = (epoch is null ? GetConfig.At(device) : GetConfigAt.At(device, epoch)) with { Accept = JsonType };
        return (await _transport.SendAsync(request, SundayaJsonContext.Default.SundayaAnswer, cancellationToken).ConfigureAwait(false)).Message ?? "";
    }

    private async Task<SundayaUploadResult> UploadAsync(SundayaDatasetKind kind, IReadOnlyList<SundayaDataset> datasets, SundayaUploadOptions? options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        options = Checked(options);
        for (var i = 0; i < datasets.Count; i++)
        {
            // One at a time, so that a large upload is not held in memory as a tree.
            var dataset = datasets[i] ?? throw new ArgumentException($"The dataset [{i}] is null.", nameof(datasets));
            Refuse(SundayaDatasetRules.Check(kind, i, dataset.ToTree(dataset.SampleTrees)), nameof(datasets));
        }

        var from = options.ResumeAt;
        var known = from.Dataset >= 0 && from.Dataset < datasets.Count ? datasets[from.Dataset].SampleTrees.Count() : 0;
        if (from.Dataset < 0 || from.Dataset > datasets.Count || from.Sample < 0 || from.Sample > known)
        {
            throw new ArgumentException($"{from} is no place in these {datasets.Count} datasets. Give the same datasets as to the upload that failed.", nameof(options));
        }

        from = from.Sample > 0 && from.Sample == known ? new SundayaUploadPosition(from.Dataset + 1, 0) : from;
        var answers = new List<SundayaStatus>();
        var samples = 0;
        foreach (var batch in SundayaUploadBatch.Split(datasets, from, options.MaxBodyBytes))
        {
            try
            {
                answers.Add(await SendAsync(kind, batch.Body, JsonType, options, cancellationToken).ConfigureAwait(false));
            }
            catch (EnergyApiException e) when (answers.Count > 0)
            {
                throw new SundayaUploadException(e, Result(), batch.From, IsRefused(e) ? null : batch.UpTo);
            }

            samples += batch.Samples;
            options.OnAccepted?.Invoke(batch.UpTo);
        }

        return Result();

        SundayaUploadResult Result() => new() { Requests = answers.Count, Datasets = answers.Sum(CountOf), Samples = samples, Answers = answers };
    }

    // A 500 stands for a refusal as well as for a fault behind the broker, and an answer that cannot be read for anything.
    private static bool IsRefused(EnergyApiException error) => error is EnergyResponseException { Status: < HttpStatusCode.InternalServerError } and not EnergyPayloadException;

    private static void Refuse(string? violation, string parameter)
    {
        if (violation is not null)
        {
            throw new ArgumentException($"{violation} (The server would refuse it too, by this rule.)", parameter);
        }
    }

    private static SundayaUploadOptions Checked(SundayaUploadOptions? options)
    {
        options ??= new SundayaUploadOptions();
        return options.MaxBodyBytes is >= 1024 and <= SundayaUploadOptions.ServerBodyLimit
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.MaxBodyBytes,
                $"MaxBodyBytes must be 1024 to {SundayaUploadOptions.ServerBodyLimit}, the server's limit.");
    }

    private static void RequireSize(int length, SundayaUploadOptions options, string parameter)
    {
        if (length > options.MaxBodyBytes)
        {
            throw new ArgumentException(
                $"The body has {length} bytes, the limit is {options.MaxBodyBytes}; the server refuses more than {SundayaUploadOptions.ServerBodyLimit}. Send it in parts.",
                parameter);
        }
    }

    // "datasets:pub.tel_mppt | 2"
    private static int CountOf(SundayaStatus answer)
    {
        var text = answer.Details is [{ } detail, ..] ? detail.Description : "";
        var mark = text.LastIndexOf('|');
        return mark >= 0 && int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    private Task<SundayaStatus> SendAsync(SundayaDatasetKind kind, byte[] body, string type, SundayaUploadOptions options, CancellationToken cancellationToken)
    {
        // Exactly this text: with a charset the server does not recognise a CSV.
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var endpoint = Upload with { IsIdempotent = options.RetryUncertain };
        return SendAsync(endpoint.At(SundayaTelemetry.PathOf(kind)).With(content), cancellationToken);
    }

    private Task<SundayaStatus> SendAsync(EnergyRequest request, CancellationToken cancellationToken) => _transport.SendAsync(
        request with { Accept = JsonType },
        static async (response, token) => await response.ReadJsonAsync(SundayaJsonContext.Default.SundayaStatusArray, token).ConfigureAwait(false) is [{ } answer]
            ? answer
            : throw EnergyErrors.Unreadable(response.Call, new JsonException("An array of one answer was expected."), "$"),
        cancellationToken);
}
