using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Energy.Clients;

/// <summary>
/// The way of one client to its server: the pipeline (outside in: total limit, retry, rate budget, attempt limit, authentication, redirect guard), the account,
/// the vendor's error reader. For authors of vendor clients.
/// </summary>
/// <remarks>Cheap to copy for another credential (<see cref="WithCredential"/>); all copies share handlers and connections.</remarks>
public sealed class EnergyTransport : IDisposable
{
    private readonly HttpClient _client;
    private readonly EnergyAccounts _accounts;
    private readonly bool _ownsClient;
    private readonly Uri _root;

    private EnergyTransport(
        HttpClient client, bool ownsClient, EnergyClientOptions options, EnergyErrorReader errors, EnergyAccounts accounts, EnergyAccount? account, EnergyTelemetry telemetry, TimeProvider time, DriftWatch drift)
    {
        _client = client;
        _ownsClient = ownsClient;
        _accounts = accounts;
        Options = options;
        Errors = errors;
        Account = account;
        Telemetry = telemetry;
        TimeProvider = time;
        Drift = drift;
        var address = options.BaseAddress!;
        _root = address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        Retry = options.UseResilience
            ? new RetryPolicy(options.MaxRetries, options.RetryBaseDelay, options.RetryMaxDelay, Random.Shared.NextDouble)
            : RetryPolicy.None;
        Limits = new JsonBodyLimits(options.MaxJsonDepth, options.MaxItemBytes);
        Paging = new PagingContext(Retry, time, telemetry);
    }

    /// <summary>The options of the client.</summary>
    public EnergyClientOptions Options { get; }

    /// <summary>The vendor's error reader.</summary>
    public EnergyErrorReader Errors { get; }

    /// <summary>The account whose credential is used; <see langword="null"/> for a client without one.</summary>
    public EnergyAccount? Account { get; }

    /// <summary>Traces, metrics and logs.</summary>
    public EnergyTelemetry Telemetry { get; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Where unknown members are reported.</summary>
    public DriftWatch Drift { get; }

    /// <summary>How failures are tried again.</summary>
    public RetryPolicy Retry { get; }

    /// <summary>What streamed bodies may be at most.</summary>
    public JsonBodyLimits Limits { get; }

    /// <summary>What the paging engine needs.</summary>
    public PagingContext Paging { get; }

    /// <summary>The server's address, always with a slash at the end.</summary>
    public Uri Root => _root;

    /// <summary>Makes the transport of a client that needs no container.</summary>
    /// <typeparam name="TOptions">The vendor's options.</typeparam>
    /// <param name="vendor">The vendor.</param>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="primaryHandler">What really sends; <see langword="null"/> makes a <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> is the system's.</param>
    /// <param name="loggerFactory">Where logs go; <see langword="null"/> logs nothing.</param>
    /// <returns>The transport.</returns>
    /// <exception cref="OptionsValidationException">The options do not pass the vendor's validator.</exception>
    public static EnergyTransport Create<TOptions>(
        EnergyVendor<TOptions> vendor, TOptions options, HttpMessageHandler? primaryHandler = null, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
        where TOptions : EnergyClientOptions
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(options);
        var checkedOptions = vendor.Validator.Validate(Microsoft.Extensions.Options.Options.DefaultName, options);
        if (checkedOptions.Failed)
        {
            throw new OptionsValidationException(Microsoft.Extensions.Options.Options.DefaultName, typeof(TOptions), checkedOptions.Failures);
        }

        var time = timeProvider ?? TimeProvider.System;
        var telemetry = new EnergyTelemetry(vendor.PackageName, loggerFactory);
        var client = new HttpClient(EnergyPipeline.Build(vendor, options, primaryHandler ?? EnergyPipeline.CreatePrimaryHandler(options), time, telemetry));
        return Create(vendor, options, client, ownsClient: true, new EnergyAccounts(), time, telemetry);
    }

    /// <summary>The same way to the server in another account's name.</summary>
    /// <param name="credential">The other credential.</param>
    /// <returns>A transport on the same handlers and connections; its rate budget and tokens are the other account's.</returns>
    public EnergyTransport WithCredential(EnergyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new EnergyTransport(_client, ownsClient: false, Options, Errors, _accounts, _accounts.Get(_root, credential, () => NewBudget(Options, TimeProvider)), Telemetry, TimeProvider, Drift);
    }

    /// <summary>Sends a request and answers once the headers are there, whatever the status.</summary>
    /// <param name="call">What the request is.</param>
    /// <param name="request">The request; its address may be relative to <see cref="Root"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The address leads to another origin.</exception>
    /// <exception cref="EnergyTransportException">No answer came within the limits.</exception>
    public async Task<EnergyResponse> SendAsync(EnergyCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = Resolve(request.RequestUri);
        var prepared = call with
        {
            Account = call.Account ?? Account,
            Retries = call.Retries ?? Retry.NewBudget(),
            Deadline = TimeProvider.DeadlineAfter(call.TotalTimeout ?? Options.TotalTimeout),
            Secrets = new Secrets(),
        };
        prepared.Secrets.Add(prepared.Account?.Credential.FixedSecret);
        prepared.Secrets.AddFrom(request);
        prepared.AttachTo(request);
        var started = TimeProvider.GetTimestamp();
        using var activity = Telemetry.StartRequest(prepared, request);
        try
        {
            using var limit = StartTotalLimit(prepared, cancellationToken);
            HttpResponseMessage response;
            try
            {
                response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                // A handler of the user's own, or the connection's own limit, may have given up too.
                throw limit.Token.IsCancellationRequested
                    ? TotalTimedOut(prepared, e)
                    : TransportErrors.TimedOut(prepared.Operation, prepared.Route, "a handler or the connection gave up", nameof(EnergyClientOptions.AttemptTimeout), e);
            }
            catch (OperationCanceledException e)
            {
                throw new OperationCanceledException(e.Message, e, cancellationToken);
            }
            catch (HttpRequestException e)
            {
                throw TransportErrors.From(request, e);
            }

            Telemetry.RequestEnded(activity, prepared, TimeProvider.GetElapsedTime(started), response.StatusCode, null);
            return new EnergyResponse(this, prepared, response);
        }
        catch (Exception e)
        {
            Telemetry.RequestEnded(activity, prepared, TimeProvider.GetElapsedTime(started), null, e);
            throw;
        }
    }

    /// <summary>Sends a request of the user's own through the pipeline and hands out the answer as it is, whatever the status.</summary>
    /// <param name="vendor">The vendor's name, for telemetry.</param>
    /// <param name="request">The request; its address may be relative to the base address, and must not lead to another origin.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer, its headers read; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The address leads to another origin.</exception>
    /// <exception cref="EnergyTransportException">No answer came within the limits.</exception>
    public async Task<HttpResponseMessage> SendRawAsync(string vendor, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = await SendAsync(new EnergyCall(vendor + ".Send", request.Method.Method + " (raw)"), request, cancellationToken).ConfigureAwait(false);
        return response.Release();
    }

    /// <summary>Sends a request, requires success, and reads the body as JSON.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="call">What the request is.</param>
    /// <param name="request">The request.</param>
    /// <param name="typeInfo">The model's source-generated metadata.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The model.</returns>
    /// <exception cref="EnergyApiException">Anything went wrong on the way.</exception>
    public async Task<T> SendForJsonAsync<T>(EnergyCall call, HttpRequestMessage request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(call, request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        return await response.ReadJsonAsync(typeInfo, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a JSON body from a model.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">The model's source-generated metadata.</param>
    /// <returns>The content, <c>application/json</c>, that can be sent again.</returns>
    public static HttpContent JsonBody<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsClient)
        {
            _client.Dispose();
            Telemetry.Dispose();
        }
    }

    internal static EnergyTransport Create<TOptions>(
        EnergyVendor<TOptions> vendor, TOptions options, HttpClient client, bool ownsClient, EnergyAccounts accounts, TimeProvider time, EnergyTelemetry telemetry)
        where TOptions : EnergyClientOptions
    {
        // With ResponseHeadersRead this would not bound the body, and for the rest the pipeline has its own limits.
        client.Timeout = Timeout.InfiniteTimeSpan;
        var account = vendor.CreateCredential(options) is { } credential
            ? accounts.Get(options.BaseAddress!, credential, () => NewBudget(options, time))
            : null;
        return new EnergyTransport(client, ownsClient, options, vendor.Errors, accounts, account, telemetry, time, new DriftWatch(options.Strict, telemetry));
    }

    internal TotalLimit StartTotalLimit(EnergyCall call, CancellationToken cancellationToken) => new(TimeProvider, call.Deadline, cancellationToken);

    internal EnergyTransportException TotalTimedOut(EnergyCall call, Exception cause) => TransportErrors.TimedOut(
        call.Operation, call.Route, $"the call as a whole outlasted {nameof(EnergyClientOptions.TotalTimeout)} = {call.TotalTimeout ?? Options.TotalTimeout}", nameof(EnergyClientOptions.TotalTimeout), cause);

    private static RateBudget NewBudget(EnergyClientOptions options, TimeProvider time) => new(options.RequestsPerSecond, options.RequestBurst, time);

    private Uri Resolve(Uri? address)
    {
        if (address is null)
        {
            return _root;
        }

        // An absolute path is taken below the base address too, so that a service behind a path prefix is reached.
        var resolved = address.IsAbsoluteUri && !address.IsFile ? address : new Uri(_root, address.OriginalString.TrimStart('/'));
        return Origin.IsSame(_root, resolved)
            ? resolved
            : throw new ArgumentException($"The address leads to {Origin.Show(resolved)}, the client is bound to {Origin.Show(_root)}: a credential never goes to another origin.", nameof(address));
    }
}
