using NodaTime;

namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>The vendor's time, which runs faster than the machine's from a common instant on.</summary>
internal sealed class VendorTime(Instant from, int speed) : TimeProvider
{
    public Instant From { get; } = from;

    public int Speed { get; } = speed;

    public Instant ToVendor(Instant real) => From + ((real - From) * Speed);

    public Instant FromVendor(Instant vendor) => From + ((vendor - From) / Speed);

    public override DateTimeOffset GetUtcNow() => ToVendor(Instant.FromDateTimeOffset(System.GetUtcNow())).ToDateTimeOffset();
}
