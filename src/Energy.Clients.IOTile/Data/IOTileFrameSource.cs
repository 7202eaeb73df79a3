using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Energy.Clients.IOTile;

/// <summary>A data frame as JSON: one answer, a bare array.</summary>
internal sealed class IOTileFrameSource(EnergyTransport transport, EnergyRequest request)
    : ListSource<IOTileFrameRow, JsonRowReader<IOTileFrameRow>>(transport, new JsonRowReader<IOTileFrameRow>(IOTileJsonContext.Default.IOTileFrameRow))
{
    public override EnergyEndpoint Endpoint => request.Endpoint;

    public override string Query => request.Query!.ToString();

    public override PagePosition? FirstPosition() => OnlyPage.Instance;

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => OnlyPage.TryParse(text, out position);

    public override ulong Fingerprint(IOTileFrameRow item) => StableHash.Add(
        StableHash.Add((ulong)item.Row.ToUnixTimeTicks(), StableHash.Of(item.StreamSlug)), (ulong)BitConverter.DoubleToInt64Bits(item.Value ?? item.IntValue ?? double.NaN));

    protected override ValueTask<ListPage<IOTileFrameRow>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken) => new(new Frame(request));

    private sealed class Frame(EnergyRequest request) : ListPage<IOTileFrameRow>, IEnvelopeReader
    {
        public override EnergyRequest Request => request;

        public override IEnvelopeReader Envelope => this;

        public override PagePosition? Next => null;

        public string? RowsMember => null;

        public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
        {
            // A bare array has no members.
        }

        public void Complete(bool rowsSeen)
        {
            // Nothing stands beside the rows.
        }
    }
}
