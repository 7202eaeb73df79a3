namespace Energy.Clients.Sundaya;

/// <summary>A request of an upload failed after others of the same upload had been taken. What failed is the <see cref="Exception.InnerException"/>.</summary>
/// <remarks>
/// Do not make the same call again: the server cannot tell a repeat, and would store what it took twice. Make it with <see cref="SundayaUploadOptions.ResumeAt"/>, and only the
/// rest is sent.
/// <see cref="EnergyApiException.CanRetry"/> is <see langword="false"/> for that reason.
/// </remarks>
public sealed class SundayaUploadException : EnergyApiException
{
    internal SundayaUploadException(EnergyApiException cause, SundayaUploadResult accepted, SundayaUploadPosition resumeAt, SundayaUploadPosition? perhapsUpTo)
        : base(
            $"{cause.Operation}: {accepted.Requests} requests with {accepted.Samples} samples were taken, and then one failed. Do not make the same call again, which would "
                + $"store those twice: give {resumeAt} as ResumeAt, and only the rest is sent."
            + (perhapsUpTo is null ? "" : $" Whether the failed request was taken too is not known; it holds the samples before {perhapsUpTo}.") + $" What failed: {cause.Message}",
            cause)
    {
        (Operation, Route, RetryAfter) = (cause.Operation, cause.Route, cause.RetryAfter);
        (Accepted, ResumeAt, PerhapsUpTo) = (accepted, resumeAt, perhapsUpTo);
    }

    /// <summary>What the server took before the failure.</summary>
    public SundayaUploadResult Accepted { get; }

    /// <summary>The first sample of the request that failed: where to go on.</summary>
    public SundayaUploadPosition ResumeAt { get; }

    /// <summary>
    /// Where the failed request ends, when its fate is not known (no answer, a 500, a broken connection): going on here rather loses its samples than stores them twice.
    /// <see langword="null"/> when the server refused it, so that none of it was taken.
    /// </summary>
    public SundayaUploadPosition? PerhapsUpTo { get; }
}
