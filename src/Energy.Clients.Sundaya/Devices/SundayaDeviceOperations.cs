using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Energy.Clients.Sundaya;

/// <summary>Telemetry of devices. It is queued and can never be read back; the reading addresses of the service are stubs.</summary>
/// <remarks>
/// <para>Everything is checked before it is sent, by exactly the server's rules, because some of its versions answer a refusal with a bare 500 or not at all.</para>
/// <para>Nothing is sent twice unless <see cref="DevicePostOptions.RetryUncertain"/> says so: the server cannot tell a repeat.</para>
/// </remarks>
public class SundayaDeviceOperations
{
    private const string JsonType = "application/json";

    internal static readonly EnergyEndpoint Post = new EnergyPath("devices/dataset/{dataset}").Post("Sundaya.Devices.Post");
    internal static readonly EnergyEndpoint GetDataset = new EnergyPath("device/{device}/dataset/{dataset}").Get("Sundaya.Devices.GetDataset");
    internal static readonly EnergyEndpoint GetDatasetOver = new(GetDataset.Operation, HttpMethod.Get, new EnergyPath("device/{device}/dataset/{dataset}/period/{period}/{epoch}/{duration}"));
    internal static readonly EnergyEndpoint GetConfig = new EnergyPath("device/{device}/config").Get("Sundaya.Devices.GetConfig");
    internal static readonly EnergyEndpoint GetConfigAt = new(GetConfig.Operation, HttpMethod.Get, new EnergyPath("device/{device}/config/{epoch}"));

    private readonly EnergyTransport _transport;

    internal SundayaDeviceOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected SundayaDeviceOperations() => _transport = null!;

    /// <summary>Sends telemetry of maximum power point trackers.</summary>
    /// <param name="datasets">The datasets; loads may have either sign.</param>
    /// <param name="options">Sizes and repeats; <see langword="null"/> takes the defaults.</param>
    /// <param name="cancellationToken">Stops the call; what was already taken stays taken.</param>
    /// <returns>What the server took, in as many requests as the body limit asks for.</returns>
    /// <exception cref="ArgumentException">The server would refuse a dataset; the message has its rule. Nothing was sent.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached. Requests before this one were taken.</exception>
    public virtual Task<DevicePostResult> PostMpptAsync(IReadOnlyList<MpptDataset> datasets, DevicePostOptions? options = null, CancellationToken cancellationToken = default) =>
        PostAsync(DeviceDatasetKind.Mppt, datasets, options, cancellationToken);

    /// <summary>Sends telemetry of pack management systems, as JSON.</summary>
    /// <inheritdoc cref="PostMpptAsync"/>
    public virtual Task<DevicePostResult> PostPmsAsync(IReadOnlyList<PmsDataset> datasets, DevicePostOptions? options = null, CancellationToken cancellationToken = default) =>
        PostAsync(DeviceDatasetKind.Pms, datasets, options, cancellationToken);

    /// <summary>Sends telemetry of inverters.</summary>
    /// <inheritdoc cref="PostMpptAsync"/>
    public virtual Task<DevicePostResult> PostInverterAsync(IReadOnlyList<InverterDataset> datasets, DevicePostOptions? options = null, CancellationToken cancellationToken = default) =>
        PostAsync(DeviceDatasetKind.Inverter, datasets, options, cancellationToken);

    /// <summary>Sends datasets that are JSON already, from a gateway's file for example, in one request.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="datasets">What stands at <c>datasets</c> in the body: an array. Sent as it is.</param>
    /// <param name="options">Sizes and repeats; <see langword="null"/> takes the defaults.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server took.</returns>
    /// <exception cref="ArgumentException">The server would refuse the datasets, or fail on them; the message has its rule. Or they are longer than the body limit.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<DevicePostResult> PostAsync(DeviceDatasetKind kind, JsonElement datasets, DevicePostOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = Checked(options);
        Refuse(DeviceTelemetry.FindViolation(kind, datasets), nameof(datasets));
        if (DeviceTelemetry.FindMissing(kind, datasets) is { } missing)
        {
            throw new ArgumentException($"{missing} is missing. The server's check lets that pass, and its further processing fails on it (500).", nameof(datasets));
        }

        var body = Encoding.UTF8.GetBytes("{\"datasets\":" + datasets.GetRawText() + "}");
        RequireSize(body.Length, options, nameof(datasets));
        var samples = datasets.EnumerateArray().Sum(d => d.GetProperty("data").GetArrayLength());
        var answer = await SendAsync(kind, body, JsonType, options, cancellationToken).ConfigureAwait(false);
        return new DevicePostResult(1, CountOf(answer), samples, [answer]);
    }

    /// <summary>Sends telemetry of pack management systems as CSV.</summary>
    /// <param name="csv">The text; see <see cref="PmsCsv"/>.</param>
    /// <param name="options">Sizes and repeats; <see langword="null"/> takes the defaults. A text is not split.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server took.</returns>
    /// <exception cref="ArgumentException">The server would refuse the text, or fail on it; the message has its rule. Or it is longer than the body limit.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<DevicePostResult> PostPmsCsvAsync(string csv, DevicePostOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        options = Checked(options);
        PmsCsvDocument document;
        try
        {
            document = PmsCsv.Read(csv);
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"{e.Message} (The server would fail on it.)", nameof(csv), e);
        }

        Refuse(document.Violation, nameof(csv));
        var body = Encoding.UTF8.GetBytes(csv);
        RequireSize(body.Length, options, nameof(csv));
        var answer = await SendAsync(DeviceDatasetKind.Pms, body, "text/csv", options, cancellationToken).ConfigureAwait(false);
        return new DevicePostResult(1, CountOf(answer), document.Samples, [answer]);
    }

    /// <summary>Asks the stub that stands for a device's telemetry. It answers the same for every device and has no data.</summary>
    /// <param name="device">The device.</param>
    /// <param name="kind">The kind of dataset.</param>
    /// <param name="span">The periods; <see langword="null"/> names none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The stub's answer.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaStatus> GetDatasetAsync(string device, DeviceDatasetKind kind, EnergyPeriod? span = null, CancellationToken cancellationToken = default)
    {
        var dataset = DeviceTelemetry.PathOf(kind);
        var request = span is { } periods ? GetDatasetOver.At(device, dataset, periods.Kind, periods.Epoch, periods.Count) : GetDataset.At(device, dataset);
        return SendAsync(request, cancellationToken);
    }

    /// <summary>Asks the stub that stands for a device's configuration.</summary>
    /// <param name="device">The device.</param>
    /// <param name="epoch">An epoch; <see langword="null"/> names none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The stub's text.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<string> GetConfigAsync(string device, string? epoch = null, CancellationToken cancellationToken = default)
    {
        var request = (epoch is null ? GetConfig.At(device) : GetConfigAt.At(device, epoch)) with { Accept = JsonType };
        return (await _transport.SendAsync(request, SundayaJsonContext.Default.SundayaConfigAnswer, cancellationToken).ConfigureAwait(false)).Message ?? "";
    }

    private async Task<DevicePostResult> PostAsync(DeviceDatasetKind kind, IReadOnlyList<DeviceDataset> datasets, DevicePostOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        options = Checked(options);
        for (var i = 0; i < datasets.Count; i++)
        {
            Check(kind, datasets[i], i);
        }

        var bodies = DeviceBatch.Split(datasets, options.MaxBodyBytes);
        var answers = new List<SundayaStatus>();
        foreach (var body in bodies)
        {
            answers.Add(await SendAsync(kind, body, JsonType, options, cancellationToken).ConfigureAwait(false));
        }

        return new DevicePostResult(bodies.Count, answers.Sum(CountOf), datasets.Sum(d => d.SampleCount), answers);
    }

    // One dataset at a time, so that a large upload is not held in memory as a tree.
    private static void Check(DeviceDatasetKind kind, DeviceDataset dataset, int index)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            dataset.Write(json, 0, dataset.SampleCount);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        var violation = DeviceRules.Check(kind, new List<object?> { JsTree.Of(document.RootElement) });
        Refuse(violation?.Replace("\"[0]", string.Create(CultureInfo.InvariantCulture, $"\"[{index}]"), StringComparison.Ordinal), "datasets");
    }

    private static void Refuse(string? violation, string parameter)
    {
        if (violation is not null)
        {
            throw new ArgumentException($"{violation} (The server would refuse it too, by this rule.)", parameter);
        }
    }

    private static DevicePostOptions Checked(DevicePostOptions? options)
    {
        options ??= new DevicePostOptions();
        return options.MaxBodyBytes is >= 1024 and <= DevicePostOptions.ServerBodyLimit
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.MaxBodyBytes, $"MaxBodyBytes must be 1024 to {DevicePostOptions.ServerBodyLimit}, the server's limit.");
    }

    private static void RequireSize(int length, DevicePostOptions options, string parameter)
    {
        if (length > options.MaxBodyBytes)
        {
            throw new ArgumentException($"The body has {length} bytes, the limit is {options.MaxBodyBytes}; the server refuses more than {DevicePostOptions.ServerBodyLimit}. Send it in parts.", parameter);
        }
    }

    // "datasets:pub.tel_mppt | 2"
    private static int CountOf(SundayaStatus answer)
    {
        var text = answer.Details.Count > 0 ? answer.Details[0].Description : "";
        var mark = text.LastIndexOf('|');
        return mark >= 0 && int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    private Task<SundayaStatus> SendAsync(DeviceDatasetKind kind, byte[] body, string type, DevicePostOptions options, CancellationToken cancellationToken)
    {
        // Exactly this text: with a charset the server does not recognise a CSV.
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var endpoint = Post with { IsIdempotent = options.RetryUncertain };
        return SendAsync(endpoint.At(DeviceTelemetry.PathOf(kind)).With(content), cancellationToken);
    }

    private async Task<SundayaStatus> SendAsync(EnergyRequest request, CancellationToken cancellationToken)
    {
        using var response = await _transport.OpenAsync(request with { Accept = JsonType }, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        return await response.ReadJsonAsync(SundayaJsonContext.Default.SundayaStatusArray, cancellationToken).ConfigureAwait(false) is [{ } answer]
            ? answer
            : throw EnergyErrors.Unreadable(response.Call, new JsonException("An array of one answer was expected."), "$");
    }
}
