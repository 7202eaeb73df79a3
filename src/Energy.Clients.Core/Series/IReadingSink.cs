namespace Energy.Clients;

/// <summary>Where readings are stored: joins vendors to stores. A user writes one in ten lines.</summary>
/// <remarks>
/// A transfer that is killed stores some readings again when it goes on, so <b>storing the same readings again must leave one of each</b>: a store keyed by series and start does
/// that. One that keeps the checkpoint with the readings, in one transaction, is an <see cref="ICheckpointedSink"/>.
/// </remarks>
public interface IReadingSink
{
    /// <summary>Whether a reading replaces a stored one of the same series and start. False for what is only appended to, such as a file: then nothing may be read twice, and
    /// <see cref="TransferOptions.LookBack"/> is refused.</summary>
    bool Replaces => true;

    /// <summary>Stores readings, all of them before it returns, or throws.</summary>
    /// <param name="series">What is known of the series; <see cref="SeriesInfo.Identity"/> is its key.</param>
    /// <param name="readings">The readings, ascending; valid until the method has returned. A missing value is a reading too.</param>
    /// <param name="cancellationToken">Cancels the write; what was stored by then may be stored again.</param>
    /// <returns>When they are stored.</returns>
    ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default);
}
