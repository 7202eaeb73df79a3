using System.Buffers;
using NodaTime;
using NodaTime.Text;
using Parquet;
using Parquet.Schema;
using TwelveBytes = Parquet.File.Values.Primitives.Interval;

namespace Energy.Clients.Parquet.Tests;

public sealed class ParquetSinkTests : IDisposable
{
    private static readonly Instant Midnight = Instant.FromUtc(2024, 3, 1, 0, 0);
    private static readonly Reading[] Readings = [R(0, 15, 1.5), R(15, 30, null), R(30, 45, -0.1), R(45, 60, 1e-7), R(60, 75, 4)];
    private static readonly TransferOptions Small = new() { BatchSize = 2 };

    private static readonly SeriesInfo Power = new()
    {
        Identity = "test:/power",
        Unit = Unit.Kilowatt,
        Kind = SeriesKind.AveragePower,
        Resolution = Duration.FromMinutes(15),
        Positive = PositiveDirection.Consumption,
        Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("energy-clients-parquet-").FullName;

    private string File => Path.Combine(_folder, "load.parquet");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Transfer_IntoAFile_HoldsTheReadingsInRowGroupsOfOneWrite()
    {
        await StoreAsync(Readings);

        Assert.Equal(Readings, await HeldAsync(File));
        await using (var reader = await ParquetReader.CreateAsync(File))
        {
            Assert.Equal(3, reader.RowGroupCount);
            Assert.Equal(["start", "end", "value"], reader.Schema.DataFields.Select(static f => f.Name));
            Assert.All(reader.Schema.DataFields.Take(2), static f => Assert.True(Assert.IsType<DateTimeDataField>(f).IsAdjustedToUTC));
        }

        await StoreAsync(Readings);
        Assert.Equal(Readings, await HeldAsync(File));
    }

    /// <summary>Other tools skip the row groups whose least and greatest start or value rule out what is asked for.</summary>
    [Fact]
    public async Task Transfer_IntoAFile_StatesTheLeastAndTheGreatestAsTheyAre()
    {
        Reading[] readings = [R(-60_000_000, -59_999_000, -7.5), R(-59_999_000, 0, 2), R(0, 15, null), R(15, 30, null), R(30, 45, 3), R(45, 60, null)];
        await StoreAsync(readings);

        Assert.Equal(readings, await HeldAsync(File));
        Assert.Equal(readings, await (await ParquetSeries.OpenAsync(File)).ToListAsync());
        await using var reader = await ParquetReader.CreateAsync(File);
        var fields = reader.Schema.DataFields;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var (first, last) = (readings[2 * i], readings[(2 * i) + 1]);
            Assert.Equal((Microseconds(first.Start), Microseconds(last.Start)), Numbers(fields[0]));
            Assert.Equal((Microseconds(first.End), Microseconds(last.End)), Numbers(fields[1]));
            var values = group.GetMetadata(fields[2])!.MetaData!.Statistics!;
            double[] known = [.. new[] { first.Value, last.Value }.OfType<double>()];
            Assert.Equal(2 - known.Length, values.NullCount);
            Assert.Equal(known.Length == 0 ? (double?)null : known.Min(), values.MinValue is { } min ? BitConverter.ToDouble(min) : null);
            Assert.Equal(known.Length == 0 ? (double?)null : known.Max(), values.MaxValue is { } max ? BitConverter.ToDouble(max) : null);

            (long, long) Numbers(DataField field)
            {
                var statistics = group.GetMetadata(field)!.MetaData!.Statistics!;
                return (BitConverter.ToInt64(statistics.MinValue!), BitConverter.ToInt64(statistics.MaxValue!));
            }
        }

        static long Microseconds(Instant time) => time.ToUnixTimeTicks() / 10;
    }

    [Theory]
    [InlineData(DateTimeTimeUnit.Millis, 1_000_000)]
    [InlineData(DateTimeTimeUnit.Micros, 1_000)]
    [InlineData(DateTimeTimeUnit.Nanos, 1)]
    public async Task OpenAsync_OfTimesOfAnyUnit_LosesNothingOfThem(DateTimeTimeUnit unit, int nanoseconds)
    {
        await WriteForeignAsync(unit, [(-1_234_567_891, -1, 1), (-1, 1, null), (1, 1_234_567_891, -0.0)]);

        var readings = await (await ParquetSeries.OpenAsync(File, Power)).ToListAsync();

        Assert.Equal([new(At(-1_234_567_891), At(-1), 1), new(At(-1), At(1), null), new(At(1), At(1_234_567_891), -0.0)], readings);

        Instant At(long number) => NodaConstants.UnixEpoch + Duration.FromNanoseconds(number * nanoseconds);
    }

    /// <summary>Times of 96 bits, as Impala and older Spark write them: nanoseconds of the day and Julian day.</summary>
    [Theory]
    [InlineData(2_440_588, 0L, "1970-01-01T00:00:00")]
    [InlineData(2_440_587, 86_399_999_999_999L, "1969-12-31T23:59:59.999999999")]
    [InlineData(2_460_311, 45_000_000_000_001L, "2024-01-01T12:30:00.000000001")]
    [InlineData(1_721_060, 1L, "0000-01-01T00:00:00.000000001")]
    [InlineData(2_415_021, 4_294_967_296_099L, "1900-01-01T01:11:34.967296099")]
    public async Task OpenAsync_OfTimesOf96Bits_LosesNothingOfThem(int julianDay, long nanoseconds, string expected)
    {
        await WriteTimesOf96BitsAsync([(julianDay, nanoseconds), (julianDay, nanoseconds + 900_000_000_000)]);
        var first = InstantPattern.ExtendedIso.Parse(expected + "Z").Value;

        var readings = await (await ParquetSeries.OpenAsync(File, Power)).ToListAsync();

        Assert.Equal([new(first, first + Duration.FromMinutes(15), 0.5), new(first + Duration.FromMinutes(15), first + Duration.FromMinutes(30), 1.5)], readings);
    }

    [Theory]
    [InlineData(int.MaxValue, 0L)]
    [InlineData(-1_000_000_000, 0L)]
    public async Task OpenAsync_OfATimeOf96BitsThatIsNone_SaysSo(int julianDay, long nanoseconds)
    {
        await WriteTimesOf96BitsAsync([(julianDay, nanoseconds)]);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(async () => await (await ParquetSeries.OpenAsync(File, Power)).ToListAsync());

        Assert.Contains("outside the years", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Wherever a file was torn or changed: readings that are whole, or one kind of error.</summary>
    [Fact]
    public async Task OpenAsync_OfADamagedFile_IsReadOrRefusedAsInvalid()
    {
        await StoreAsync([.. Enumerable.Range(0, 12).Select(static i => R(15 * i, 15 * (i + 1), i % 7 == 3 ? null : i))]);
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        var refused = 0;
        var random = new Random(42);
        for (var at = 0; at < whole.Length; at += 13)
        {
            foreach (var damaged in new[] { whole[..at], [.. whole[..at], (byte)random.Next(256), .. whole[(at + 1)..]], [.. whole[..at], 0xFF, .. whole[(at + 1)..]] })
            {
                await System.IO.File.WriteAllBytesAsync(File, damaged);
                switch (await Record.ExceptionAsync(async () => await (await ParquetSeries.OpenAsync(File, Power)).ToListAsync()))
                {
                    case null:
                        break;
                    case InvalidDataException:
                        refused++;
                        break;
                    case var other:
                        Assert.Fail($"byte {at}: {other}");
                        break;
                }
            }
        }

        Assert.InRange(refused, whole.Length / 13, int.MaxValue);
    }

    [Theory]
    [InlineData(DateTimeTimeUnit.Millis)]
    [InlineData(DateTimeTimeUnit.Micros)]
    public async Task OpenAsync_OfATimeThatIsNone_SaysSo(DateTimeTimeUnit unit)
    {
        await WriteForeignAsync(unit, [(0, long.MaxValue, 1)]);

        var series = await ParquetSeries.OpenAsync(File, Power);

        Assert.Contains("outside the years", (await Assert.ThrowsAsync<InvalidDataException>(async () => await series.ToListAsync())).Message, StringComparison.Ordinal);
    }

    /// <summary>The library takes the frames of the older LZ4 for a bare block, and what it cannot decompress for done.</summary>
    [Fact]
    public async Task OpenAsync_OfTheOlderLz4_IsRefused()
    {
        await WriteForeignAsync(DateTimeTimeUnit.Micros, [(0, 1, 1)], CompressionMethod.LZ4);

        var series = await ParquetSeries.OpenAsync(File, Power);

        Assert.Contains("LZ4_RAW", (await Assert.ThrowsAsync<InvalidDataException>(async () => await series.ToListAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_GivesTheSeriesWithAllThatIsKnownOfIt()
    {
        await StoreAsync(Readings);

        var series = await ParquetSeries.OpenAsync(File);

        Assert.Equal(Power, series.Info);
        Assert.Equal(Readings, await series.ToListAsync());
    }

    [Fact]
    public async Task Token_OfAnyReading_GoesOnBehindItAlsoInAFileThatGrew()
    {
        await StoreAsync(Readings[..3]);
        var tokens = await (await ParquetSeries.OpenAsync(File)).WithTokens().Select(static t => t.GetToken().ToString()).ToListAsync();
        await StoreGrowingAsync(Readings);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(Readings[(i + 1)..], await (await ParquetSeries.OpenAsync(File)).StartingAt(PageToken.Parse(tokens[i])).ToListAsync());
        }
    }

    /// <summary>Whatever a crash left behind the old end, or over the old footer.</summary>
    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "PAR1")]
    [InlineData(-4, "")]
    [InlineData(-200, "a row group half written")]
    [InlineData(int.MinValue, "")]
    [InlineData(int.MinValue,
        "a row group that took the place of the footer, and some more: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxPAR1")]
    public async Task Run_AfterACrash_PutsTheFooterBackAndGoesOn(int from, string left)
    {
        await StoreGrowingAsync(Readings[..2]);
        await using (var file = new FileStream(File, FileMode.Open))
        {
            // The footer begins where the row groups end: its length stands before the last word.
            var tail = new byte[8];
            file.Seek(-8, SeekOrigin.End);
            await file.ReadExactlyAsync(tail);
            var footer = 8 + BitConverter.ToInt32(tail);
            file.SetLength(file.Length + Math.Max(from, -footer));
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(left));
        }

        await StoreGrowingAsync(Readings);

        Assert.Equal(Readings, await HeldAsync(File));
    }

    [Fact]
    public async Task Run_AfterACrashInTheVeryFirstWrite_BeginsAgain()
    {
        await StoreAsync(Readings);
        var mark = System.Text.Json.Nodes.JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File + ".checkpoint"))!;
        (mark["footerAt"], mark["footer"]) = (0, "");
        ((System.Text.Json.Nodes.JsonObject)mark).Remove("checkpoint");
        ((System.Text.Json.Nodes.JsonObject)mark).Remove("series");
        await System.IO.File.WriteAllTextAsync(File + ".checkpoint", mark.ToJsonString());
        await System.IO.File.WriteAllTextAsync(File, "PAR1 and a half");

        await StoreAsync(Readings);

        Assert.Equal(Readings, await HeldAsync(File));
    }

    [Fact]
    public async Task Run_IntoAFileOfSomebodyElse_LeavesItAlone()
    {
        await System.IO.File.WriteAllTextAsync(File, "PAR1 mine PAR1");

        Assert.Contains("not a transfer's", (await Assert.ThrowsAsync<InvalidDataException>(() => StoreAsync(Readings))).Message, StringComparison.Ordinal);
        Assert.Equal("PAR1 mine PAR1", await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Run_IntoAFileThatLostReadings_IsRefused()
    {
        await StoreAsync(Readings);
        await using (var file = new FileStream(File, FileMode.Open))
        {
            file.SetLength(40);
        }

        Assert.Contains("readings were lost", (await Assert.ThrowsAsync<InvalidDataException>(() => StoreAsync(Readings))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithACheckpointThatWasChanged_SaysSo()
    {
        await StoreAsync(Readings);
        await System.IO.File.WriteAllTextAsync(File + ".checkpoint", "{\"name\":");

        Assert.Contains("not a checkpoint", (await Assert.ThrowsAsync<InvalidDataException>(() => StoreAsync(Readings))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAnotherSeries_IsRefused()
    {
        await StoreAsync(Readings);

        Assert.Contains("holds test:/power and not test:/other",
            (await Assert.ThrowsAsync<InvalidDataException>(() => StoreAsync(Readings, Power with { Identity = "test:/other" }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_InAnotherUnitKindOrSign_IsRefusedAndNothingIsStored()
    {
        await StoreAsync(Readings);
        await using var sink = ParquetSink.ToFile(File);
        var stored = await sink.GetCheckpointAsync(Power.Identity);
        foreach (var (other, remedy) in ((SeriesInfo, string)[])[(Power with { Unit = Unit.Megawatt }, "ToUnit"), (Power with { Kind = SeriesKind.Energy }, "ToEnergy"),
            (Power with { Positive = PositiveDirection.Production }, "WithSign")])
        {
            var refusal =
                await Assert.ThrowsAsync<ArgumentException>(async () =>
                    await sink.WriteAsync(other, new[] { R(75, 90, 1) }, stored, stored! with { Revision = stored.Revision + 1 }));
            Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
        }

        await sink.DisposeAsync();
        Assert.Equal(Readings, await HeldAsync(File));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("overlap")]
    [InlineData("fine")]
    [InlineData("number")]
    public async Task Run_OfReadingsThatCannotBeStored_ShowsThemAndTheRestIsAsItWas(string what)
    {
        await StoreGrowingAsync(Readings[..2]);
        Reading[] bad = what switch
        {
            "order" => [R(45, 60, 1), R(30, 45, 1)],
            "overlap" => [R(30, 45, 1), R(40, 55, 1)],
            "fine" => [new Reading(Midnight + Duration.FromMinutes(30), Midnight + Duration.FromMinutes(45) + Duration.FromNanoseconds(1), 1)],
            _ => [R(30, 45, double.NaN)],
        };

        var failure = await Assert.ThrowsAsync<SeriesException>(() => StoreGrowingAsync([.. Readings[..2], .. bad]));

        Assert.Contains("2024-03-01T00:30:00Z", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Readings[..2], await HeldAsync(File));
        await StoreGrowingAsync(Readings);
        Assert.Equal(Readings, await HeldAsync(File));
    }

    [Fact]
    public async Task Run_OntoAFullDisk_SaysSoAndStoresNothing()
    {
        Assert.True(System.IO.File.Exists("/dev/full"), "This test needs Linux's device that is always full.");
        System.IO.File.CreateSymbolicLink(File, "/dev/full");

        var failure = await Assert.ThrowsAsync<IOException>(() => StoreAsync(Readings));

        Assert.Contains("could not be written", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the next run goes on from there", failure.Message, StringComparison.Ordinal);
        System.IO.File.Delete(File);
        await StoreAsync(Readings);
        Assert.Equal(Readings, await HeldAsync(File));
    }

    /// <summary>The footer of a write whose checkpoint could not be written must not stand behind a shorter one of the next write.</summary>
    [Fact]
    public async Task Write_BehindALongerOneWhoseCheckpointMayNotBeWritten_IsAllThatIsThere()
    {
        Reading[] many = [.. Enumerable.Range(1, 5000).Select(static i => R(15 * i, 15 * (i + 1), Math.Sqrt(i)))];
        await using (var sink = ParquetSink.ToFile(File))
        {
            await sink.WriteAsync(Power, Readings.AsMemory(0, 1), null, To(1));

            // A folder where the checkpoint is made: the system says that access is denied, and not that reading or writing failed.
            var inTheWay = Directory.CreateDirectory(File + ".checkpoint.new");
            var failure = await Assert.ThrowsAsync<IOException>(async () => await sink.WriteAsync(Power, many, To(1), To(2)));
            Assert.Contains("the next run goes on from there", failure.Message, StringComparison.Ordinal);
            inTheWay.Delete();
            await sink.WriteAsync(Power, Readings.AsMemory(1, 1), To(1), To(2));
        }

        Assert.Equal(Readings[..2], await (await ParquetSeries.OpenAsync(File)).ToListAsync());

        static Checkpoint To(long revision) => new() { Name = Power.Identity, Revision = revision };
    }

    [Fact]
    public async Task Run_WhileAnotherHasTheFile_IsRefused()
    {
        await StoreAsync(Readings);
        await using var other = ParquetSink.ToFile(File);
        await other.GetCheckpointAsync(Power.Identity);

        await Assert.ThrowsAsync<IOException>(() => StoreAsync(Readings));
        await Assert.ThrowsAsync<IOException>(() => ParquetSeries.OpenAsync(File));
    }

    [Fact]
    public async Task Write_FromAnotherCheckpoint_IsRefusedAndNothingIsStored()
    {
        await StoreAsync(Readings);
        await using var sink = ParquetSink.ToFile(File);
        var stored = await sink.GetCheckpointAsync(Power.Identity);

        await Assert.ThrowsAsync<CheckpointConflictException>(async () => await sink.WriteAsync(Power, new[] { R(75, 90, 1) }, null, stored!));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await sink.WriteAsync(Power, new[] { R(75, 90, 1) }));
        await sink.DisposeAsync();
        Assert.Equal(Readings, await HeldAsync(File));
    }

    [Fact]
    public async Task PlanAsync_OfAFileThatIsNotThere_DoesNotMakeIt()
    {
        await using var sink = ParquetSink.ToFile(File);

        await new Transfer(sink).PlanAsync([Source(Readings)]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Folder_HoldsAFileASeries()
    {
        await using (var sink = ParquetSink.ToFolder(_folder))
        {
            var results = await new Transfer(sink).RunAsync([Source(Readings), Source(Readings[1..], Power with { Identity = "test:/other" })]);
            Assert.All(results, static r => Assert.Null(r.Failure));
        }

        var files = Directory.GetFiles(_folder, "*.parquet").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Readings[1..], await HeldAsync(files[0]));
        Assert.Equal(Readings, await HeldAsync(files[1]));
    }

    [Fact]
    public async Task OpenAsync_OfOtherColumns_NamesThemAndWhatIsWanted()
    {
        await using (var file = System.IO.File.Create(File))
        {
            var schema = new ParquetSchema(new DataField<double>("time"), new DataField<double>("value"));
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(schema.DataFields[0], new double[] { 1 });
            await group.WriteAsync<double>(schema.DataFields[1], new double[] { 2 });
        }

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => ParquetSeries.OpenAsync(File, Power));

        Assert.Contains("no column 'start' of a timestamp", failure.Message, StringComparison.Ordinal);
        Assert.Contains("time (Double), value (Double)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_OfAFileThatSaysNothingOfItsSeries_WantsWordsAboutIt()
    {
        await using (var file = System.IO.File.Create(File))
        {
            // As another program writes it: nanoseconds without a zone, a column more.
            var schema = new ParquetSchema(
                new DataField<string>("quality"),
                new DateTimeDataField("start", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Nanos, isNullable: true),
                new DateTimeDataField("end", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Nanos, isNullable: true),
                new DataField<double>("value"));
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(schema.DataFields[0], (string[])["good"]);
            await group.WriteAsync<DateTime>(schema.DataFields[1], new DateTime?[] { Midnight.ToDateTimeUtc() });
            await group.WriteAsync<DateTime>(schema.DataFields[2], new DateTime?[] { Midnight.ToDateTimeUtc().AddMinutes(15) });
            await group.WriteAsync<double>(schema.DataFields[3], new[] { 1.5 });
        }

        Assert.Contains("says nothing of its series", (await Assert.ThrowsAsync<InvalidDataException>(() => ParquetSeries.OpenAsync(File))).Message, StringComparison.Ordinal);
        Assert.Equal([R(0, 15, 1.5)], await (await ParquetSeries.OpenAsync(File, Power)).ToListAsync());
    }

    [Fact]
    public async Task Read_OfRequiredColumns_DoesNotDependOnWhatLiesInPooledMemory()
    {
        await using (var file = System.IO.File.Create(File))
        {
            var schema = new ParquetSchema(
                new DateTimeDataField("start", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false),
                new DateTimeDataField("end", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false),
                new DataField<double>("value", nullable: false));
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(schema.DataFields[0], new[] { Midnight.ToDateTimeUtc(), Midnight.ToDateTimeUtc().AddMinutes(15) });
            await group.WriteAsync<DateTime>(schema.DataFields[1], new[] { Midnight.ToDateTimeUtc().AddMinutes(15), Midnight.ToDateTimeUtc().AddMinutes(30) });
            await group.WriteAsync<double>(schema.DataFields[2], new[] { 1.5, -0.1 });
        }

        // The nullable read of the library took such leftovers for definition levels, and negative ones for "missing".
        var leftovers = Enumerable.Range(0, 256).Select(static i => ArrayPool<int>.Shared.Rent(16 << (i % 3))).ToList();
        leftovers.ForEach(static l => Array.Fill(l, -1));
        leftovers.ForEach(static l => ArrayPool<int>.Shared.Return(l));

        Assert.Equal([R(0, 15, 1.5), R(15, 30, -0.1)], await (await ParquetSeries.OpenAsync(File, Power)).ToListAsync());
    }

    [Fact]
    public async Task OpenAsync_OfWhatIsNoParquet_SaysSo()
    {
        await System.IO.File.WriteAllTextAsync(File, "start,end,value\n");

        Assert.Contains("cannot be read as a Parquet file", (await Assert.ThrowsAsync<InvalidDataException>(() => ParquetSeries.OpenAsync(File, Power))).Message,
            StringComparison.Ordinal);
    }

    private static Reading R(double start, double end, double? value) => new(Midnight + Duration.FromMinutes(start), Midnight + Duration.FromMinutes(end), value);

    private static TransferSource Source(Reading[] readings, SeriesInfo? info = null) => TransferSource.Of(ReadingSeries.FromReadings(info ?? Power, readings));

    private async Task StoreAsync(Reading[] readings, SeriesInfo? info = null)
    {
        await using var sink = ParquetSink.ToFile(File);
        await new Transfer(sink, Small).RunAsync(Source(readings, info));
    }

    // As a source that grows, read on from the last end.
    private async Task StoreGrowingAsync(Reading[] readings)
    {
        await using var sink = ParquetSink.ToFile(File);
        var until = readings[^1].End + Duration.FromHours(1);
        var source = TransferSource.Growing(
            Power.Identity, (range, _) => new(ReadingSeries.FromReadings(Power, [.. readings.Where(r => r.Start >= range.Start)])), Midnight, until);
        await new Transfer(sink, Small).RunAsync(source);
    }

    // A file of somebody else's: three columns of one row group, the times as bare numbers.
    private async Task WriteForeignAsync(DateTimeTimeUnit unit, (long Start, long End, double? Value)[] rows, CompressionMethod compression = CompressionMethod.Snappy)
    {
        DataField Time(string name) => new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: unit, isNullable: false);
        var value = new DataField<double>("value", nullable: true);
        var numbers = new ParquetSchema(new DataField<long>("start"), new DataField<long>("end"));
        await using var file = System.IO.File.Create(File);
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(Time("start"), Time("end"), value), file, new ParquetOptions { CompressionMethod = compression });
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<long>(numbers.DataFields[0], rows.Select(static r => r.Start).ToArray());
        await group.WriteAsync<long>(numbers.DataFields[1], rows.Select(static r => r.End).ToArray());
        await group.WriteAsync<double>(value, rows.Select(static r => r.Value).ToArray());
    }

    private async Task WriteTimesOf96BitsAsync((int JulianDay, long Nanoseconds)[] starts)
    {
        DataField Time(string name) => new DateTimeDataField(name, DateTimeFormat.Impala, isNullable: false);
        var value = new DataField<double>("value", nullable: true);
        var bare = new ParquetSchema(new DataField<TwelveBytes>("start"), new DataField<TwelveBytes>("end"));
        await using var file = System.IO.File.Create(File);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(Time("start"), Time("end"), value), file);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<TwelveBytes>(bare.DataFields[0], starts.Select(static s => Bytes(s.JulianDay, s.Nanoseconds)).ToArray());
        await group.WriteAsync<TwelveBytes>(bare.DataFields[1], starts.Select(static s => Bytes(s.JulianDay, s.Nanoseconds + 900_000_000_000)).ToArray());
        await group.WriteAsync<double>(value, starts.Select(static (_, i) => (double?)(i + 0.5)).ToArray());

        static TwelveBytes Bytes(int julianDay, long nanoseconds) => new((int)nanoseconds, (int)(nanoseconds >> 32), julianDay);
    }

    // With the library alone.
    private static async Task<List<Reading>> HeldAsync(string path)
    {
        List<Reading> readings = [];
        await using var reader = await ParquetReader.CreateAsync(path);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var (starts, ends, values) = (new DateTime[group.RowCount], new DateTime[group.RowCount], new double?[group.RowCount]);
            await group.ReadAsync<DateTime>(reader.Schema.DataFields[0], starts.AsMemory());
            await group.ReadAsync<DateTime>(reader.Schema.DataFields[1], ends.AsMemory());
            await group.ReadAsync<double>(reader.Schema.DataFields[2], values.AsMemory());
            readings.AddRange(values.Select((v, n) => new Reading(At(starts[n]), At(ends[n]), v)));
        }

        return readings;

        static Instant At(DateTime time) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc));
    }
}
