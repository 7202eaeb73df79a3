using System.ComponentModel;

namespace Energy.Clients;

/// <summary>The slug of a stream of data: <c>s--</c>, the project, the block and device, and the 16-bit local id of the variable,
/// <c>s--0000-0005--0000-0000-0000-000a--5001</c>.</summary>
/// <remarks>
/// <para>Accepted shapes; hex digits of either case, short groups run together (<c>1-5</c> is 0x15); everything else is refused:</para>
/// <list type="bullet">
/// <item><c>s--0000-0005--0000-0000-0000-000a--5001</c>: the canonical text;</item>
/// <item><c>s--0005--000a--5001</c>, <c>s--5--a--5001</c>: fewer groups, or groups of fewer than four digits;</item>
/// <item><c>s----000a--5001</c>: an empty project, which is project 0;</item>
/// <item><c>s--0000-0000-0005--000a--5001</c>: more groups in front of a term, when they are zero.</item>
/// </list>
/// <para>A stream of archived data has the block's number in front of the device and, on the server, project 0:
/// <c>s--0000-0000--0001-0000-0000-0c31--5001</c>. A virtual stream has no device: <c>s--0000-0005--0000-0000-0000-0000--5001</c>.
/// No variable has the local id 0, so the factories refuse it, but a device may number a stream so, and the text is read.
/// <c>default</c> is all zeros, <c>s--0000-0000--0000-0000-0000-0000--0000</c>.</para>
/// <para>The data filter of the server answers a text that is not canonical with no rows instead of an error, so send <see cref="ToString()"/>, never the text as it came.</para>
/// </remarks>
/// <example>
/// <code>
/// var stream = StreamSlug.From(ProjectSlug.Parse("p--0000-0001"), DeviceSlug.Parse("d--0000-0000-0000-0002"), 0x5001);
/// Console.WriteLine(stream); // s--0000-0001--0000-0000-0000-0002--5001
/// </code>
/// </example>
[JsonConverter(typeof(TextJsonConverter<StreamSlug>))]
[TypeConverter(typeof(TextTypeConverter<StreamSlug>))]
public readonly record struct StreamSlug : ISlug<StreamSlug>
{
    /// <summary>The largest local id, 65535.</summary>
    public const int MaxLocalId = SlugText.LargestGroup;

    private const int DeviceBits = 48;
    private const int LocalIdBits = 16;

    private static readonly SlugShape Shape = new("a stream slug", "s--????-????--bbbb-####-####-####--####");

    private readonly UInt128 _number;

    private StreamSlug(UInt128 number) => _number = number;

    private StreamSlug(ProjectSlug project, ulong blockAndDevice, int localId)
        : this(((UInt128)project.Id << (64 + LocalIdBits)) | ((UInt128)blockAndDevice << LocalIdBits) | (uint)localId)
    {
    }

    /// <summary>The project: project 0 for the archived streams of the server, whose old project only the variable of a data row tells.</summary>
    public ProjectSlug Project => new((long)(_number >> (64 + LocalIdBits)));

    /// <summary>The device that sent the data, for archived data too; device 0 for a virtual stream.</summary>
    public DeviceSlug Device => new((long)BlockAndDevice & DeviceSlug.MaxId);

    /// <summary>The block that the data were archived to, or null when they were not.</summary>
    public BlockSlug? Block => IsArchived ? new BlockSlug(BlockAndDevice) : null;

    /// <summary>The variable: <see cref="LocalId"/> in <see cref="Project"/>.</summary>
    public VariableSlug Variable => new(((ulong)Project.Id << LocalIdBits) | (uint)LocalId);

    /// <summary>The local id of the variable, from 0 to <see cref="MaxLocalId"/>; 0 only when a text said so.</summary>
    public int LocalId => (ushort)_number;

    /// <summary>Whether the data were archived: there is a <see cref="Block"/>.</summary>
    public bool IsArchived => BlockAndDevice >> DeviceBits != 0;

    /// <summary>Whether the stream has no device: the cloud computes it.</summary>
    public bool IsVirtual => BlockAndDevice == 0;

    private ulong BlockAndDevice => (ulong)(_number >> LocalIdBits);

    /// <summary>Makes the slug of a device's stream.</summary>
    /// <param name="project">The project.</param>
    /// <param name="device">The device.</param>
    /// <param name="variable">The variable, of the same project.</param>
    /// <returns>The slug, whose parts give the three back.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another project.</exception>
    public static StreamSlug From(ProjectSlug project, DeviceSlug device, VariableSlug variable) =>
        new(Same(project, variable), (ulong)device.Id, variable.LocalId);

    /// <summary>Makes the slug of a device's stream.</summary>
    /// <param name="project">The project.</param>
    /// <param name="device">The device.</param>
    /// <param name="localId">The local id of the variable, from 1 to <see cref="MaxLocalId"/>. It is written in hex: variable "5001" is <c>0x5001</c>.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The local id is not in its range.</exception>
    public static StreamSlug From(ProjectSlug project, DeviceSlug device, int localId) =>
        new(project, (ulong)device.Id, InRange(localId));

    /// <summary>Makes the slug of an archived stream that still names its project. The server's own archived streams do not: <see cref="Archived"/>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="block">The block.</param>
    /// <param name="localId">The local id of the variable, from 1 to <see cref="MaxLocalId"/>.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The local id is not in its range.</exception>
    public static StreamSlug From(ProjectSlug project, BlockSlug block, int localId) =>
        new(project, block.Value, InRange(localId));

    /// <summary>Makes the slug of an archived stream that still names its project. The server's own archived streams do not: <see cref="Archived"/>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="block">The block.</param>
    /// <param name="variable">The variable, of the same project.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another project.</exception>
    public static StreamSlug From(ProjectSlug project, BlockSlug block, VariableSlug variable) =>
        new(Same(project, variable), block.Value, variable.LocalId);

    /// <summary>Makes the slug that a stream gets when its device's data are archived: the block in front of the device, project 0.</summary>
    /// <param name="block">The block.</param>
    /// <param name="localId">The local id of the variable, from 1 to <see cref="MaxLocalId"/>.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The local id is not in its range.</exception>
    public static StreamSlug Archived(BlockSlug block, int localId) => From(default(ProjectSlug), block, localId);

    /// <summary>Makes the slug of a virtual stream, which has a variable and no device.</summary>
    /// <param name="variable">The variable.</param>
    /// <returns>The slug.</returns>
    public static StreamSlug Virtual(VariableSlug variable) => new(variable.Project, 0, variable.LocalId);

    static SlugShape IHasSlugShape.Shape => Shape;

    UInt128 ISlug<StreamSlug>.Number => _number;

    /// <summary>Reads a slug.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which character and what was expected there.</exception>
    public static StreamSlug Parse(string s, IFormatProvider? provider = null) => TextValue.Parse<StreamSlug>(s);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static StreamSlug Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => TextValue.Parse<StreamSlug, char>(s);

    /// <summary>Reads a slug from UTF-8.</summary>
    /// <param name="utf8Text">The text, of any shape that the type's remarks list.</param>
    /// <param name="provider">Ignored: slugs are the same everywhere.</param>
    /// <returns>The slug.</returns>
    /// <exception cref="TextFormatException">The text has none of the accepted shapes; says at which byte and what was expected there.</exception>
    public static StreamSlug Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => TextValue.Parse<StreamSlug, byte>(utf8Text);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="s">The text, of any shape that the type's remarks list; a null string has none.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, out StreamSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out StreamSlug)"/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, out StreamSlug result) => TextValue.TryParse(s, out result);

    /// <summary>Reads a slug if the text has an accepted shape. Never throws and never allocates.</summary>
    /// <param name="utf8Text">The text as UTF-8, of any shape that the type's remarks list.</param>
    /// <param name="result">The slug, or <c>default</c>.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out StreamSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StreamSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out StreamSlug result) => TextValue.TryParse(s, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out StreamSlug result) => TextValue.TryParse(utf8Text, out result);

    /// <summary>Whether the canonical text of the left slug comes before that of the right one.</summary>
    public static bool operator <(StreamSlug left, StreamSlug right) => left.CompareTo(right) < 0;

    /// <summary>Whether the canonical text of the left slug comes before that of the right one, or they are equal.</summary>
    public static bool operator <=(StreamSlug left, StreamSlug right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one.</summary>
    public static bool operator >(StreamSlug left, StreamSlug right) => left.CompareTo(right) > 0;

    /// <summary>Whether the canonical text of the left slug comes after that of the right one, or they are equal.</summary>
    public static bool operator >=(StreamSlug left, StreamSlug right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by number, project first, then block and device, which is the ordinal order of the canonical texts.</summary>
    /// <param name="other">The other slug.</param>
    /// <returns>Negative, zero or positive when this slug comes before, equals or comes after <paramref name="other"/>.</returns>
    public int CompareTo(StreamSlug other) => _number.CompareTo(other._number);

    /// <summary>The canonical text, such as <c>s--0000-0005--0000-0000-0000-000a--5001</c>.</summary>
    /// <returns>39 characters, lower case.</returns>
    public override string ToString() => SlugText.ToString(this);

    /// <summary>The canonical text.</summary>
    /// <param name="format">Null, empty or <c>G</c>: there is one format.</param>
    /// <param name="formatProvider">Ignored.</param>
    /// <returns>The same as <see cref="ToString()"/>.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => SlugText.ToString(this, format);

    /// <summary>Writes the canonical text, allocating nothing.</summary>
    /// <param name="destination">Where to; 39 characters are enough.</param>
    /// <param name="charsWritten">How many characters were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, destination, out charsWritten, format);

    /// <summary>Writes the canonical text as UTF-8, allocating nothing.</summary>
    /// <param name="utf8Destination">Where to; 39 bytes are enough.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when it does not fit.</param>
    /// <param name="format">Empty or <c>G</c>: there is one format.</param>
    /// <param name="provider">Ignored.</param>
    /// <returns>Whether it fits.</returns>
    /// <exception cref="FormatException">Another format is asked for.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        SlugText.TryFormat(this, utf8Destination, out bytesWritten, format);

    private static int InRange(int localId) => (int)SlugText.InRange(localId, 1, MaxLocalId);

    private static ProjectSlug Same(ProjectSlug project, VariableSlug variable) =>
        variable.Project == project
            ? project
            : throw new ArgumentException(
                $"The variable {variable} does not belong to the project {project} of the stream; take a variable of that project or the variable's own project.",
                nameof(variable));

    static StreamSlug ISlug<StreamSlug>.Create(UInt128 number) => new(number);

    static bool ITextValue<StreamSlug>.TryRead<TChar>(ReadOnlySpan<TChar> text, out StreamSlug value, out TextFault fault)
    {
        fault = default;
        var read = StreamSlugCodec.TryRead(text, out var number, out var hopeless) || (!hopeless && SlugReader.TryRead(text, Shape, out number, out _, out fault));
        value = read ? new(number) : default;
        return read;
    }

    static TextFault ITextValue<StreamSlug>.Explain<TChar>(ReadOnlySpan<TChar> text)
    {
        _ = SlugReader.TryRead(text, Shape, out _, out _, out var fault);
        return fault;
    }
}
