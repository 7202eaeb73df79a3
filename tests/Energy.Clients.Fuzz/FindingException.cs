namespace Energy.Clients.Fuzz;

/// <summary>A reader did what it must not.</summary>
public sealed class FindingException : Exception
{
    /// <inheritdoc/>
    public FindingException()
    {
    }

    /// <inheritdoc/>
    public FindingException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public FindingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
