namespace Energy.Clients;

/// <summary>One read of a transfer: over which range, for sources that grow, and where it goes on.</summary>
internal sealed record TransferRead(Interval? Range, PageToken? Token);
