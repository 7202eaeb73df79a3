using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>The slug classes of the Python client, the helpers of the server and the device id of the TypeScript client, beside our slugs.</summary>
public sealed class SlugVectorTests
{
    [VectorTheory("iotile", "vectors/slugs-python.json"), VectorRows]
    public void SlugsPython_Row_GivesTheCanonicalSlug(VectorCase row) =>
        VectorCheck.Verify(row, "slugs-python", Outcome.Of(() => PythonSlug(row), typeof(OverflowException)), row.Theirs("ok"));

    [VectorTheory("iotile", "vectors/stream-slugs-python.json"), VectorRows]
    public void StreamSlugsPython_Row_GivesSlugAndParts(VectorCase row) =>
        VectorCheck.Verify(row, "stream-slugs-python", Outcome.Of(() => PythonStream(row), typeof(OverflowException)), row.Theirs("ok"));

    [VectorTheory("iotile", "vectors/slugs-server.json"), VectorRows]
    public void SlugsServer_Row_GivesTheCanonicalText(VectorCase row) =>
        VectorCheck.Verify(row, "slugs-server", Outcome.Of(() => Server(row), typeof(OverflowException)), row.Theirs("ok"));

    [VectorTheory("iotile", "vectors/typescript-client.json", "deviceGlobalId"), VectorRows]
    public void DeviceGlobalId_Row_GivesTheDeviceSlug(VectorCase row) =>
        VectorCheck.Verify(row, "device-global-id", Outcome.Of(() => new DeviceSlug(row["in"].GetInt64()).ToString()), row.Theirs("out"));

    private static JsonObject PythonSlug(VectorCase row)
    {
        var (first, second) = (SlugArgument.At(row, 0), SlugArgument.At(row, 1));
        switch (row["type"].GetString())
        {
            case "project":
                var project = Project(first);
                return Describe(project, project.Id);
            case "device":
                var device = Device(first);
                return Describe(device, device.Id);
            case "fleet":
                var fleet = first.Number is { } number ? new FleetSlug(Long(number)) : FleetSlug.Parse(first.Text);
                return Describe(fleet, fleet.Id);
            case "block":
                var block = Block(first, second);
                var described = Describe(block, block.Device.Id);
                described["block"] = Text(block.Number);
                return described;
            case "streamer":
                var index = second.Number is { } given ? Int(given) : int.Parse(second.Text, CultureInfo.InvariantCulture);
                var streamer = new StreamerSlug(Device(first), index);
                described = Describe(streamer, null);
                described["device"] = streamer.Device.ToString();
                described["index"] = Hex(streamer.Index);
                return described;
            case "variable":
                var owner = second.IsMissing ? default : Project(second);
                var variable = first.Number is { } localId ? new VariableSlug(owner, Int(localId)) : VariableSlug.Parse(first.Text, owner);
                described = Describe(variable, null);
                described["localId"] = Hex(variable.LocalId);
                return described;
            case var type:
                throw new NotSupportedException($"The corpus knows a slug type '{type}' that these tests do not.");
        }
    }

    private static JsonObject PythonStream(VectorCase row)
    {
        var stream = row["op"].GetString() switch
        {
            "parse" => StreamSlug.Parse(SlugArgument.At(row, 0).Text),
            "fromParts" => Stream(SlugArgument.At(row, 0), SlugArgument.At(row, 1), SlugArgument.At(row, 2)),
            var op => throw new NotSupportedException($"The corpus knows an operation '{op}' that these tests do not."),
        };

        // Python has one class for devices and blocks, and prints both as a device.
        var device = stream.Block is { } block ? AsDevice(block) : stream.Device.ToString();
        return new JsonObject
        {
            ["slug"] = stream.ToString(),
            ["formattedId"] = Body(stream),
            ["parts"] = new JsonObject { ["project"] = stream.Project.ToString(), ["device"] = device, ["variable"] = stream.Variable.ToString() },
        };
    }

    private static StreamSlug Stream(SlugArgument project, SlugArgument device, SlugArgument variable)
    {
        var owner = project.IsEmpty ? default : Project(project);
        if (device is { Number: null, IsEmpty: false } && !DeviceSlug.TryParse(device.Text, out _)
            && !device.Text.StartsWith("b--", StringComparison.Ordinal) && BlockSlug.TryParse(device.Text, out var block))
        {
            return variable.Number is { } id
                ? StreamSlug.From(owner, block, Int(id))
                : StreamSlug.From(owner, block, VariableSlug.Parse(variable.Text, owner));
        }

        var source = device.IsEmpty ? default : Device(device);
        return variable.Number is { } localId
            ? StreamSlug.From(owner, source, Int(localId))
            : StreamSlug.From(owner, source, VariableSlug.Parse(variable.Text, owner));
    }

    private static JsonNode? Server(VectorCase row)
    {
        var first = SlugArgument.At(row, 0);
        var second = SlugArgument.At(row, 1);
        return row["fn"].GetString() switch
        {
            "int16gid" => Body(new StreamerSlug(default, Int(first.Number!)))[^4..],
            "int32gid" => Body(new ProjectSlug(Long(first.Number!))),
            "int48gid" => Body(new FleetSlug(Long(first.Number!))),
            "int64gid" => Body(new AliasSlug(ulong.Parse(first.Number!, CultureInfo.InvariantCulture))),
            "fix_gid" => Fixed(first.Text, Int(second.Number!)),
            "formatted_gpid" => ProjectSlug.Parse($"p--{first.Text}").ToString(),
            "formatted_gdid" => second.IsMissing || FromHex(second.Text) == 0 ? GidOfDevice(first.Text).ToString() : AsDevice(Archived(first.Text, second.Text)),
            "formatted_gvid" => VariableSlug.Parse($"v--{first.Text}--{second.Text}").ToString(),
            "formatted_gsid" => StreamSlug.Parse($"s--{Body(ProjectSlug.Parse($"p--{first.Text}"))}--{second.Text}--{SlugArgument.At(row, 2).Text}").ToString(),
            "formatted_gfid" => FilterSlug.Parse($"f--{first.Text}--{second.Text}--{SlugArgument.At(row, 2).Text}").ToString(),
            "formatted_gtid" => StreamerSlug.Parse($"t--{first.Text}--{second.Text}").ToString(),
            "formatted_alias_id" => AliasSlug.Parse($"a--{first.Text}").ToString(),
            "formatted_fleet_id" => FleetSlug.Parse($"g--{first.Text}").ToString(),
            "formatted_dbid" => Archived(second.Text, first.Text).ToString(),
            "gid2int" => AliasSlug.Parse($"a--{first.Text}").Id.ToString(CultureInfo.InvariantCulture),
            "get_vid_from_gvid" => Hex(VariableSlug.Parse(first.Text).LocalId),
            "get_device_and_block_by_did" => BlockAndDevice(first.Text),
            "get_device_slug_by_block_slug" => AsDevice(BlockSlug.Parse(first.Text)),
            var fn => throw new NotSupportedException($"The corpus knows a helper '{fn}' that these tests do not."),
        };
    }

    private static string Fixed(string gid, int groups) => groups switch
    {
        1 => Body(StreamerSlug.Parse($"t--0--{gid}"))[^4..],
        2 => Body(ProjectSlug.Parse($"p--{gid}")),
        3 => Body(FleetSlug.Parse($"g--{gid}")),
        4 => Body(AliasSlug.Parse($"a--{gid}")),
        _ => throw new NotSupportedException($"No slug has terms of {groups} groups."),
    };

    private static JsonArray BlockAndDevice(string text)
    {
        if (!Slug.TryIdentify(text, out var kind) || kind is not (SlugKind.Device or SlugKind.Block))
        {
            return [null, null];
        }

        return DeviceSlug.TryParse(text, out var device)
            ? ["0", Text(device.Id)]
            : [Text(BlockSlug.Parse(text).Number), Text(BlockSlug.Parse(text).Device.Id)];
    }

    private static BlockSlug Block(SlugArgument device, SlugArgument number)
    {
        // A text that is a device needs the block number beside it; one that names its block does not.
        if (device.Number is not null || DeviceSlug.TryParse(device.Text, out _))
        {
            return new BlockSlug(Device(device), number.IsEmpty ? 0 : Int(number.Number!));
        }

        return BlockSlug.Parse(device.Text);
    }

    // The server's helpers take bare ids: a prefix in one of them is a misfit.
    private static DeviceSlug GidOfDevice(string gid) => DeviceSlug.Parse($"d--{gid}");

    private static BlockSlug Archived(string device, string block) => BlockSlug.Parse($"b--{block}{Body(GidOfDevice(device))[4..]}");

    private static ProjectSlug Project(SlugArgument argument) =>
        argument.Number is { } number ? new ProjectSlug(Long(number)) : ProjectSlug.Parse(argument.Text);

    private static DeviceSlug Device(SlugArgument argument) =>
        argument.Number is { } number ? new DeviceSlug(Long(number)) : DeviceSlug.Parse(argument.Text);

    private static JsonObject Describe(IFormattable slug, long? id) =>
        new() { ["slug"] = slug.ToString(), ["formattedId"] = Body(slug), ["id"] = id is { } number ? Text(number) : null };

    private static string AsDevice(BlockSlug block) => $"d--{Body(block)}";

    private static string Body(IFormattable slug)
    {
        var text = slug.ToString()!;
        return text[(text.IndexOf("--", StringComparison.Ordinal) + 2)..];
    }

    private static string Hex(int group) => group.ToString("x4", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FromHex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int Int(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static long Long(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
