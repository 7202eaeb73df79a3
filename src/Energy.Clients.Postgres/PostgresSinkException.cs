using System.Data.Common;

namespace Energy.Clients.Postgres;

/// <summary>The server refused what the sink asked of it, could not be reached, went away, or holds tables that are not the sink's.</summary>
/// <remarks><see cref="IsTransient"/> tells whether the same call can succeed later; running a <see cref="Transfer"/> again goes on behind the last batch that was stored. No
/// message carries a password.</remarks>
public sealed class PostgresSinkException : DbException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was asked, what came back, and what to do.</param>
    /// <param name="isTransient">Whether the same call can succeed later.</param>
    /// <param name="sqlState">The server's code of the failure; <see langword="null"/> when it is not the server's.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public PostgresSinkException(string message, bool isTransient, string? sqlState = null, Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        SqlState = sqlState;
    }

    /// <summary>Whether the same call can succeed later.</summary>
    public override bool IsTransient { get; }

    /// <summary>The server's code of the failure (<c>SQLSTATE</c>); <see langword="null"/> when it is not the server's.</summary>
    public override string? SqlState { get; }
}
