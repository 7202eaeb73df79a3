using Energy.Clients.Stem;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/minimal-api.md.</summary>
internal static class MinimalApiSnippets
{
    public static WebApplication Build(string[] args)
    {
        #region docs/recipes/minimal-api.md
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddEnergyClients(builder.Configuration.GetSection("Energy"));
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<EnergyExceptionHandler>();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGet("/readings", (string series, DateTimeOffset from, DateTimeOffset to, SeriesOpener opener, CancellationToken cancellationToken) =>
            opener.Open(SeriesUri.Parse(series), from, to, cancellationToken));
        #endregion
        return app;
    }
}

#region docs/recipes/minimal-api.md
public sealed class EnergyExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        int? status = exception switch
        {
            EnergyNotFoundException => StatusCodes.Status404NotFound,
            EnergyRateLimitException => StatusCodes.Status503ServiceUnavailable,
            EnergyTransportException { Failure: TransportFailure.TimedOut } => StatusCodes.Status504GatewayTimeout,
            EnergyApiException => StatusCodes.Status502BadGateway,              // the vendor's trouble, or our credential: not the caller's
            ArgumentException or FormatException => StatusCodes.Status400BadRequest,
            _ => null,
        };
        if (status is not { } code)
        {
            return false;
        }

        httpContext.Response.StatusCode = code;
        var problem = new ProblemDetailsContext { HttpContext = httpContext, Exception = exception };
        problem.ProblemDetails.Status = code;
        problem.ProblemDetails.Detail = exception.Message;                      // no message holds a secret
        if (exception is EnergyApiException failure)
        {
            problem.ProblemDetails.Extensions["operation"] = failure.Operation;
            problem.ProblemDetails.Extensions["canRetry"] = failure.CanRetry;
            if (failure.RetryAfter is { } wait)
            {
                httpContext.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            }
        }

        return await problems.TryWriteAsync(problem);
    }
}
#endregion
