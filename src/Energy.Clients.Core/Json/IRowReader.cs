namespace Energy.Clients.Authoring;

/// <summary>Reads one row of an array straight from UTF-8, without reflection and without allocation. For authors of vendor clients.</summary>
/// <typeparam name="TRow">The row type: a reading, or a full row.</typeparam>
/// <remarks>Implement it as a struct, so that the loop over the rows is compiled for it.</remarks>
public interface IRowReader<TRow>
{
    /// <summary>Reads one row.</summary>
    /// <param name="reader">
    /// Stands on the row's first token (the brace of an object, or the value itself). On success it must stand on the row's last token.
    /// The bytes may end in the middle of the row: every <c>Read</c> and <c>TrySkip</c> that answers <see langword="false"/> means "not yet".
    /// </param>
    /// <param name="drift">Where members that the reader does not know are reported.</param>
    /// <param name="row">The row.</param>
    /// <returns><see langword="false"/> when the bytes ended before the row did; it is then read again from its start with more bytes.</returns>
    /// <exception cref="JsonException">The row is not what the vendor promises; the path is filled in by the caller.</exception>
    bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out TRow row);
}
