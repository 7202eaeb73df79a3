using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Energy.Clients;

/// <summary>
/// The way of one client to its server: the pipeline (outside in: total limit, retry, rate budget, attempt limit, authentication, redirect guard), the account,
/// the vendor's error reader. For authors of vendor clients, who hold an <see cref="EnergyTransport{TOptions}"/>.
/// </summary>
public abstract class EnergyTransport : IDisposable
{
    private readonly EnergyConnection _connection;

    private protected EnergyTransport(EnergyConnection connection, EnergyAccount? account)
    {
        _connection = connection;
        Account = account;
    }

    /// <summary>The options of the client.</summary>
    public EnergyClientOptions Options => _connection.Options;

    /// <summary>The vendor's error reader.</summary>
    public EnergyErrorReader Errors => _connection.Errors;

    /// <summary>The account whose credential is used; <see langword="null"/> for a client without one.</summary>
    public EnergyAccount? Account { get; }

    /// <summary>Traces, metrics and logs.</summary>
    public EnergyTelemetry Telemetry => _connection.Telemetry;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider => _connection.TimeProvider;

    /// <summary>Where unknown members are reported.</summary>
    public DriftWatch Drift => _connection.Drift;

    /// <summary>What streamed bodies may be at most.</summary>
    public JsonBodyLimits Limits => _connection.Limits;

    /// <summary>What the paging engine needs.</summary>
    public PagingContext Paging => _connection.Paging;

    /// <summary>The server's address, always with a slash at the end.</summary>
    public Uri Root => _connection.Root;

    private protected EnergyConnection Connection => _connection;

    /// <summary>Makes the transport of a client that needs no container.</summary>
    /// <typeparam name="TOptions">The vendor's options.</typeparam>
    /// <param name="vendor">The vendor.</param>
    /// <param name="options">The options; not to be changed afterwards.</param>
    /// <param name="primaryHandler">What really sends; <see langword="null"/> makes a <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> is the system's.</param>
    /// <param name="loggerFactory">Where logs go; <see langword="null"/> logs nothing.</param>
    /// <returns>The transport.</returns>
    /// <exception cref="OptionsValidationException">The options do not pass the vendor's validator.</exception>
    public static EnergyTransport<TOptions> Create<TOptions>(
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

    /// <summary>Sends a request and answers once the headers are there, whatever the status.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer; the caller disposes it.</returns>
    /// <exception cref="EnergyTransportException">No answer came within the limits.</exception>
    public async Task<EnergyResponse> OpenAsync(EnergyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = request.ToMessage();
        return await OpenAsync(request.Endpoint, message, request.Retries, request.TotalTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a message of the caller's own, with the traits of an endpoint, and answers once the headers are there, whatever the status.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="message">The message; its address may be relative to <see cref="Root"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The address leads to another origin.</exception>
    /// <exception cref="EnergyTransportException">No answer came within the limits.</exception>
    public Task<EnergyResponse> OpenAsync(EnergyEndpoint endpoint, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(message);
        return OpenAsync(endpoint, message, null, null, cancellationToken);
    }

    /// <summary>Sends a request and requires success; the body is not read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When the server has done it.</returns>
    /// <exception cref="EnergyApiException">Anything went wrong on the way.</exception>
    public async Task SendAsync(EnergyRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request, requires success, and reads the body as JSON.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="typeInfo">The model's source-generated metadata.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The model.</returns>
    /// <exception cref="EnergyApiException">Anything went wrong on the way.</exception>
    public async Task<T> SendAsync<T>(EnergyRequest request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        return await response.ReadJsonAsync(typeInfo, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="SendAsync{T}"/>, with <see langword="null"/> where the vendor says that there is no such thing (<see cref="EnergyErrorReader.IsAbsent"/>).</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="typeInfo">The model's source-generated metadata.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The model, or <see langword="null"/>.</returns>
    /// <exception cref="EnergyApiException">Anything else went wrong on the way, a gateway's own 404 among it.</exception>
    public async Task<T?> FindAsync<T>(EnergyRequest request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await SendAsync(request, typeInfo, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyResponseException e) when (Errors.IsAbsent(e))
        {
            return null;
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
        var response = await OpenAsync(EnergyEndpoint.Raw(vendor, request.Method), request, cancellationToken).ConfigureAwait(false);
        return response.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (OwnsConnection)
        {
            _connection.Dispose();
        }
    }

    internal static EnergyTransport<TOptions> Create<TOptions>(
        EnergyVendor<TOptions> vendor, TOptions options, HttpClient client, bool ownsClient, EnergyAccounts accounts, TimeProvider time, EnergyTelemetry telemetry)
        where TOptions : EnergyClientOptions
    {
        // With ResponseHeadersRead this would not bound the body, and for the rest the pipeline has its own limits.
        client.Timeout = Timeout.InfiniteTimeSpan;
        var connection = new EnergyConnection(client, accounts, options, vendor.Errors, telemetry, time);
        return new EnergyTransport<TOptions>(connection, vendor.CreateCredential(options) is { } credential ? connection.AccountOf(credential) : null, ownsClient);
    }

    internal TotalLimit StartTotalLimit(EnergyCall call, CancellationToken cancellationToken) => new(TimeProvider, call.Deadline, cancellationToken);

    internal static EnergyTransportException TotalTimedOut(EnergyCall call, Exception cause) => EnergyErrors.TimedOut(
        call, $"the call as a whole outlasted {nameof(EnergyClientOptions.TotalTimeout)} = {call.TotalTimeout}", nameof(EnergyClientOptions.TotalTimeout), cause);

    private protected abstract bool OwnsConnection { get; }

    private async Task<EnergyResponse> OpenAsync(EnergyEndpoint endpoint, HttpRequestMessage request, RetryBudget? retries, TimeSpan? totalTimeout, CancellationToken cancellationToken)
    {
        request.RequestUri = Resolve(request.RequestUri);
        var limitOfAll = totalTimeout ?? Options.TotalTimeout;
        var call = new EnergyCall(endpoint)
        {
            Account = Account,
            Retries = retries ?? Paging.Retry.NewBudget(),
            TotalTimeout = limitOfAll,
            Deadline = TimeProvider.DeadlineAfter(limitOfAll),
        };
        call.Secrets.Add(call.Account?.Credential.FixedSecret);
        call.Secrets.AddFrom(request);
        call.AttachTo(request);
        var started = TimeProvider.GetTimestamp();
        using var activity = Telemetry.StartRequest(call, request);
        try
        {
            using var limit = StartTotalLimit(call, cancellationToken);
            HttpResponseMessage response;
            try
            {
                response = await _connection.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                // A handler of the user's own, or the connection's own limit, may have given up too.
                throw limit.Token.IsCancellationRequested
                    ? TotalTimedOut(call, e)
                    : EnergyErrors.TimedOut(call, "a handler or the connection gave up", nameof(EnergyClientOptions.AttemptTimeout), e);
            }
            catch (OperationCanceledException e)
            {
                throw new OperationCanceledException(e.Message, e, cancellationToken);
            }
            catch (HttpRequestException e)
            {
                throw EnergyErrors.From(request, e);
            }

            Telemetry.RequestEnded(activity, call, TimeProvider.GetElapsedTime(started), response.StatusCode, null);
            return new EnergyResponse(this, call, response);
        }
        catch (Exception e)
        {
            Telemetry.RequestEnded(activity, call, TimeProvider.GetElapsedTime(started), null, e);
            throw;
        }
    }

    private Uri Resolve(Uri? address)
    {
        if (address is null)
        {
            return Root;
        }

        // An absolute path is taken below the base address too, so that a service behind a path prefix is reached.
        var resolved = address.IsAbsoluteUri && !address.IsFile ? address : new Uri(Root, address.OriginalString.TrimStart('/'));
        return Origin.IsSame(Root, resolved)
            ? resolved
            : throw new ArgumentException($"The address leads to {Origin.Show(resolved)}, the client is bound to {Origin.Show(Root)}: a credential never goes to another origin.", nameof(address));
    }
}
