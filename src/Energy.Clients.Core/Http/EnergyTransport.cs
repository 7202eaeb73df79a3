using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Authoring;

/// <summary>
/// The way of one client to its server: the pipeline (outside in: total limit, retry, authentication, rate budget, attempt limit, redirect guard), the account,
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

    /// <summary>The way for requests of an authenticator's own.</summary>
    internal Func<EnergyRequest, CancellationToken, Task<EnergyResponse>> Opener => field ??= OpenAsync;

    /// <summary>Makes the transport of a client that needs no container.</summary>
    /// <typeparam name="TOptions">The vendor's options.</typeparam>
    /// <param name="vendor">The vendor.</param>
    /// <param name="options">The options, copied: a later change has no effect.</param>
    /// <param name="setup">What sends, the clock and the logs; <see langword="null"/> takes the defaults.</param>
    /// <returns>The transport.</returns>
    /// <exception cref="OptionsValidationException">The options do not pass the vendor's validator.</exception>
    public static EnergyTransport<TOptions> Create<TOptions>(
        EnergyVendor<TOptions> vendor, TOptions options, EnergyClientSetup? setup = null)
        where TOptions : EnergyClientOptions
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(options);
        options = (TOptions)options.Copy();
        var checkedOptions = vendor.Validator.Validate(Microsoft.Extensions.Options.Options.DefaultName, options);
        if (checkedOptions.Failed)
        {
            throw new OptionsValidationException(Microsoft.Extensions.Options.Options.DefaultName, typeof(TOptions), checkedOptions.Failures);
        }

        var time = setup?.TimeProvider ?? TimeProvider.System;
        var telemetry = new EnergyTelemetry(vendor.PackageName, setup?.LoggerFactory);
#pragma warning disable RS0030 // The one place: this is the pipeline itself.
        var client = new HttpClient(EnergyPipeline.Build(vendor, options, setup?.PrimaryHandler ?? EnergyPipeline.CreatePrimaryHandler(options), time, telemetry));
#pragma warning restore RS0030
        return Create(vendor, options, client, ownsClient: true, new EnergyAccounts(), time, telemetry);
    }

    /// <summary>Sends a request and answers once the headers are there, whatever the status.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer; the caller disposes it.</returns>
    /// <exception cref="EnergyTransportException">No answer came within the limits.</exception>
    public async Task<EnergyResponse> OpenAsync(EnergyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = LimitOf(request);
        return await OpenAsync(request, request.Retries, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a message of the caller's own, with the traits of an endpoint, and answers once the headers are there, whatever the status.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="message">The message; its address may be relative to <see cref="Root"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The address leads to another origin.</exception>
    /// <exception cref="EnergyTransportException">No answer came within the limits.</exception>
    public async Task<EnergyResponse> OpenAsync(EnergyEndpoint endpoint, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(message);
        message.RequestUri = Resolve(message.RequestUri);
        using var limit = new TotalLimit(TimeProvider, Options.TotalTimeout);
        var call = NewCall(endpoint, null, limit);
        call.Secrets.AddFrom(message);
        return await OpenAsync(call, message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request and requires success; the body is not read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
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
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The model.</returns>
    /// <exception cref="EnergyApiException">Anything went wrong on the way.</exception>
    public Task<T> SendAsync<T>(EnergyRequest request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken) =>
        SendAsync(request, (response, token) => response.ReadJsonAsync(typeInfo, token).AsTask(), cancellationToken);

    /// <summary>Sends a request, requires success, and reads the body. Where the body is cut or stands still, a request that may be repeated is sent again, within the same retries
    /// and limits.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the body.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="EnergyApiException">Anything went wrong on the way.</exception>
    public Task<T> SendAsync<T>(EnergyRequest request, Func<EnergyResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        return ReadAnswerAsync(request, read, mustSucceed: true, cancellationToken);
    }

    /// <summary>Sends a request and reads the answer, whatever its status. Where the body is cut or stands still, a request that may be repeated is sent again, within the same
    /// retries and limits.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="EnergyApiException">Anything went wrong on the way.</exception>
    public Task<T> ReadAnswerAsync<T>(EnergyRequest request, Func<EnergyResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        return ReadAnswerAsync(request, read, mustSucceed: false, cancellationToken);
    }

    /// <summary>As <see cref="SendAsync{T}(EnergyRequest, JsonTypeInfo{T}, CancellationToken)"/>, with <see langword="null"/> where the vendor says that there is no such thing
    /// (<see cref="EnergyErrorReader.IsAbsent"/>).</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="typeInfo">The model's source-generated metadata.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
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
    /// <param name="cancellationToken">Cancels the call.</param>
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
        if (client.DefaultRequestHeaders.UserAgent.Count == 0)
        {
            // As text, which goes out as it is: a parsed value is written anew for each request.
            var agent = new ProductInfoHeaderValue(vendor.PackageName, vendor.GetType().Assembly.GetName().Version?.ToString(3));
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent.ToString());
        }

        var connection = new EnergyConnection(client, accounts, options, vendor.Errors, telemetry, time);
        return new EnergyTransport<TOptions>(connection, vendor.CreateCredential(options) is { } credential ? connection.AccountOf(credential) : null, ownsClient);
    }

    private protected abstract bool OwnsConnection { get; }

    private async Task<T> ReadAnswerAsync<T>(
        EnergyRequest request, Func<EnergyResponse, CancellationToken, Task<T>> read, bool mustSucceed, CancellationToken cancellationToken)
    {
        using var limit = LimitOf(request);
        var retries = request.Retries ?? Paging.Retry.NewBudget();
        while (true)
        {
            TimeSpan delay;
            using (var response = await OpenAsync(request, retries, limit, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    if (mustSucceed)
                    {
                        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
                    }

                    return await read(response, cancellationToken).ConfigureAwait(false);
                }
                catch (EnergyTransportException e) when (
                    e.IsBodyToBeAskedForAgain && response.Call.IsRepeatable(request.Endpoint.Method) && retries.TryTake(out delay) && delay < limit.Remaining)
                {
                    Telemetry.BodyRetried(request.Endpoint.Operation, e);
                }
            }

            await Task.Delay(delay, TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<EnergyResponse> OpenAsync(EnergyRequest request, RetryBudget? retries, TotalLimit limit, CancellationToken cancellationToken)
    {
        var call = NewCall(request.Endpoint, retries, limit);
        foreach (var secret in request.Secrets)
        {
            call.Secrets.Add(secret);
        }

        return OpenAsync(call, request.ToMessage(Resolve(request.Target)), cancellationToken);
    }

    private async Task<EnergyResponse> OpenAsync(EnergyCall call, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        call.AttachTo(message);
        var started = TimeProvider.GetTimestamp();
        using var activity = Telemetry.StartRequest(call, message);
        using var linked = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(call.Limit.Token, cancellationToken) : null;
        try
        {
            var response = await _connection.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, linked?.Token ?? call.Limit.Token).ConfigureAwait(false);
            Telemetry.RequestEnded(activity, call, TimeProvider.GetElapsedTime(started), response.StatusCode, null);
            return new EnergyResponse(this, call, response);
        }
        catch (Exception e)
        {
            var error = ErrorOf(call, message, e, cancellationToken);
            Telemetry.RequestEnded(activity, call, TimeProvider.GetElapsedTime(started), null, error);
            if (ReferenceEquals(error, e))
            {
                throw;
            }

            throw error;
        }
    }

    private static Exception ErrorOf(EnergyCall call, HttpRequestMessage message, Exception cause, CancellationToken cancellationToken) => cause switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => new OperationCanceledException(cause.Message, cause, cancellationToken),
        OperationCanceledException when call.Limit.Token.IsCancellationRequested => EnergyErrors.TotalTimedOut(call, cause),

        // The client's own complaints about a request that cannot be sent stay what they are.
        EnergyApiException or InvalidOperationException => cause,

        // What a handler of the user's own threw that stands outside of ours.
        _ => EnergyErrors.From(message, cause),
    };

    private TotalLimit LimitOf(EnergyRequest request) => new(TimeProvider, request.TotalTimeout ?? Options.TotalTimeout);

    private EnergyCall NewCall(EnergyEndpoint endpoint, RetryBudget? retries, TotalLimit limit)
    {
        var call = new EnergyCall(endpoint)
        {
            Account = Account,
            Budgets = _connection.BudgetsOf(Account),
            Retries = retries ?? Paging.Retry.NewBudget(),
            Limit = limit,
            Transport = this,
        };
        call.Secrets.Add(Account?.Credential.FixedSecret);
        return call;
    }

    private Uri Resolve(Uri? address) => address is null ? Root
        : address.IsAbsoluteUri && !address.IsFile ? Within(address)
        : Resolve(address.OriginalString);

    // An absolute path is taken below the base address too, so that a service behind a path prefix is reached. (It counts as the address of a file where paths begin with a slash.)
    private Uri Resolve(string target) => Within(Uri.TryCreate(target, UriKind.Absolute, out var address) && !address.IsFile ? address : new Uri(Root, target.TrimStart('/')));

    private Uri Within(Uri address) => Origin.IsSame(Root, address)
        ? address
        : throw new ArgumentException($"The address leads to {Origin.Show(address)}, the client is bound to {Origin.Show(Root)}: a credential never goes to another origin.",
            nameof(address));
}
