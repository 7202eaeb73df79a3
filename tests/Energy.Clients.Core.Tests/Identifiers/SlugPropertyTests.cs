using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Energy.Clients.Tests;

public class SlugPropertyTests
{
    private static readonly Gen<ProjectSlug> Projects = Numbers(32).Select(id => new ProjectSlug((long)id));
    private static readonly Gen<DeviceSlug> Devices = Numbers(48).Select(id => new DeviceSlug((long)id));
    private static readonly Gen<int> LocalIds = Gen.Choose(1, VariableSlug.MaxLocalId);

    private static readonly Gen<StreamSlug> LiveStreams =
        from project in Projects
        from device in Devices
        from localId in LocalIds
        select StreamSlug.From(project, device, localId);

    private static readonly Gen<BlockSlug> Blocks =
        from device in Numbers(48)
        from number in Gen.Choose(1, BlockSlug.MaxNumber)
        select new BlockSlug(new DeviceSlug((long)Math.Max(1, device)), number);

    private static readonly Gen<StreamSlug> ArchivedStreams =
        from block in Blocks
        from localId in LocalIds
        select StreamSlug.Archived(block, localId);

    private static readonly Gen<StreamSlug> Streams = Gen.OneOf(LiveStreams, ArchivedStreams);

    private static readonly Gen<FilterSlug> Filters =
        from project in Projects
        from device in Gen.OneOf(Devices.Select(one => (DeviceSlug?)one), Gen.Constant((DeviceSlug?)null))
        from localId in LocalIds
        select new FilterSlug(project, device, localId);

    [Fact]
    public void ParseOfFormat_IsTheSameSlug_InCharactersAndUtf8()
    {
        RoundTrips(Projects);
        RoundTrips(Devices);
        RoundTrips(Blocks);
        RoundTrips(Streams);
        RoundTrips(Filters);
        RoundTrips(from project in Projects from localId in LocalIds select new VariableSlug(project, localId));
        RoundTrips(from project in Projects from localId in LocalIds select new TemplateVariableSlug(project, localId));
        RoundTrips(from device in Devices from index in Gen.Choose(0, StreamerSlug.MaxIndex) select new StreamerSlug(device, index));
        RoundTrips(Numbers(48).Select(id => new FleetSlug((long)id)));
        RoundTrips(Numbers(32).Select(id => new ScriptSlug((long)id)));
        RoundTrips(Numbers(64).Select(id => new AliasSlug(id)));
    }

    [Fact]
    public void Order_OfSlugs_IsTheOrdinalOrderOfTheirTexts()
    {
        Ordered(Projects);
        Ordered(Devices);
        Ordered(Blocks);
        Ordered(Streams);
        Ordered(Filters);
    }

    [Fact]
    public void Parts_OfAStream_MakeTheStreamAgain()
    {
        Check(LiveStreams, stream => StreamSlug.From(stream.Project, stream.Device, stream.Variable) == stream && stream.Block is null);
        Check(ArchivedStreams, stream => StreamSlug.Archived(stream.Block!.Value, stream.LocalId) == stream && stream.Block.Value.Device == stream.Device);
    }

    [Fact]
    public void ShortUpperCaseText_OfAStream_IsTheSameSlug()
    {
        Check(Streams, stream =>
        {
            var terms = stream.ToString().Split("--");
            var shortened = string.Join("--", terms.Skip(1).Select(Shorten));
            return StreamSlug.Parse($"s--{shortened}") == stream && StreamSlug.Parse($"s--{shortened.ToUpperInvariant()}") == stream
                && StreamSlug.Parse("s" + stream.ToString()[1..].ToUpperInvariant()) == stream;
        });
    }

    /// <summary>Numbers of every magnitude up to a count of bits: most ids are small, the ends must be met too.</summary>
    private static Gen<ulong> Numbers(int bits) =>
        from high in Gen.Choose(0, int.MaxValue)
        from middle in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, 3)
        from kept in Gen.Choose(0, bits)
        select kept == 0 ? 0 : (((ulong)high << 33) | ((ulong)middle << 2) | (uint)low) >> (64 - kept);

    private static string Shorten(string term) => term.TrimStart('0', '-') is { Length: > 0 } digits ? digits : "0";

    private static void RoundTrips<T>(Gen<T> slugs)
        where T : struct, ISpanParsable<T>, IUtf8SpanParsable<T>, IUtf8SpanFormattable
    {
        Check(slugs, slug =>
        {
            var text = slug.ToString()!;
            Span<byte> utf8 = stackalloc byte[64];
            return slug.TryFormat(utf8, out var written, default, null)
                && Encoding.UTF8.GetString(utf8[..written]) == text
                && T.Parse(text, null).Equals(slug)
                && T.Parse(utf8[..written], null).Equals(slug);
        });
    }

    private static void Ordered<T>(Gen<T> slugs)
        where T : struct, IComparable<T>
    {
        Check(
            from first in slugs from second in slugs select (first, second),
            pair => Math.Sign(pair.first.CompareTo(pair.second)) == Math.Sign(string.CompareOrdinal(pair.first.ToString(), pair.second.ToString())));
    }

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
