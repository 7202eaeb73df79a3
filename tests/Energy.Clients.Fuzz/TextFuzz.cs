using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Fuzz;

/// <summary>
/// Every type that is read from a text, found by reflection: <c>TryParse</c> never throws, characters and bytes agree, <c>Parse</c> throws a <see cref="FormatException"/> exactly
/// where
/// <c>TryParse</c> says no, and what was read is written as a text that reads back equal. The first byte of the input chooses the type, the rest is the text.
/// </summary>
internal static class TextFuzz
{
    private static readonly Type[] Anchors = [typeof(Unit), typeof(StemClient), typeof(SundayaClient), typeof(FlexMeasuresClient), typeof(OpenCecClient), typeof(IOTileClient)];

    private delegate bool TryParseText<T>(string? text, out T value);

    private delegate bool TryParseBytes<T>(ReadOnlySpan<byte> text, out T value);

    private delegate bool TryParseChars<T>(ReadOnlySpan<char> text, out T value);

    /// <summary>The types, by name.</summary>
    public static IReadOnlyList<(string Name, Action<string> Feed)> Types { get; } =
        [.. Anchors.SelectMany(static a => a.Assembly.GetTypes())
            .Where(static t => t is { IsGenericTypeDefinition: false } && ReadBy(t) is not null).OrderBy(static t => t.Name, StringComparer.Ordinal)
            .Select(static t =>
                (t.Name, (Action<string>)typeof(TextFuzz).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(ReadBy(t)!)
                    .Invoke(null, [t])!))];

    /// <summary>The byte that chooses a type.</summary>
    public static byte IndexOf(string name)
    {
        for (var i = 0; i < Types.Count; i++)
        {
            if (Types[i].Name == name)
            {
                return (byte)i;
            }
        }

        throw new ArgumentException($"There is no '{name}'. There are {string.Join(", ", Types.Select(static t => t.Name))}.", nameof(name));
    }

    public static void Feed(ReadOnlyMemory<byte> input)
    {
        if (!input.IsEmpty)
        {
            Types[input.Span[0] % Types.Count].Feed(Encoding.UTF8.GetString(input.Span[1..]));
        }
    }

    // What a type reads: itself, or what it is one kind of.
    private static Type? ReadBy(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(static m => m is { Name: "TryParse", IsGenericMethod: false } && m.ReturnType == typeof(bool))
        .Select(static m => m.GetParameters().Select(static p => p.ParameterType).ToArray())
        .FirstOrDefault(static p => p is [var text, { IsByRef: true }] && text == typeof(string))?[1].GetElementType();

    private static MethodInfo? Find(Type type, string name, Type returned, params Type[] parameters) =>
        type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, parameters) is { } method
            && method.ReturnType == returned && method.GetParameters().Select(static p => p.ParameterType).SequenceEqual(parameters) ? method : null;

    private static Action<string> Check<T>(Type type)
    {
        var read = typeof(T);
        var tryText = Find(type, "TryParse", typeof(bool), typeof(string), read.MakeByRefType())!.CreateDelegate<TryParseText<T>>();
        var tryChars = Find(type, "TryParse", typeof(bool), typeof(ReadOnlySpan<char>), read.MakeByRefType())?.CreateDelegate<TryParseChars<T>>();
        var tryBytes = Find(type, "TryParse", typeof(bool), typeof(ReadOnlySpan<byte>), read.MakeByRefType())?.CreateDelegate<TryParseBytes<T>>();
        var parse = Find(type, "Parse", read, typeof(string))?.CreateDelegate<Func<string, T>>();

        // Only a type that is read by one method and written by the other can be compared with what was written.
        var writes = parse is not null && read.GetMethod(nameof(ToString), [])!.GetCustomAttribute<CompilerGeneratedAttribute>() is null;
        return text =>
        {
            var isRead = tryText(text, out var value);
            if (tryChars is not null && (tryChars(text, out var ofChars) != isRead || (isRead && !Equals(ofChars, value))))
            {
                throw new FindingException($"{type.Name}: the characters of '{text}' are read otherwise than the text.");
            }

            if (tryBytes is not null && (tryBytes(Encoding.UTF8.GetBytes(text), out var ofBytes) != isRead || (isRead && !Equals(ofBytes, value))))
            {
                throw new FindingException($"{type.Name}: the bytes of '{text}' are read otherwise than the text.");
            }

            if (parse is not null)
            {
                try
                {
                    parse(text);
                    if (!isRead)
                    {
                        throw new FindingException($"{type.Name}: Parse takes '{text}', TryParse does not.");
                    }
                }
                catch (FormatException) when (!isRead)
                {
                }
            }

            if (isRead && writes && (!tryText(value!.ToString(), out var back) || !Equals(back, value)))
            {
                throw new FindingException($"{type.Name}: '{text}' is written as '{value}', which does not read back.");
            }
        };
    }
}
