using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>Makes fixed arguments by type and name; <see cref="Overrides"/> holds what needs special content.</summary>
internal static class Arguments
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The arguments of a call; optional ones are left to their defaults in the minimal call.</summary>
    public static object?[] For(Type owner, MethodInfo method, Fill fill)
    {
        try
        {
            return [.. method.GetParameters().Select(p => p.ParameterType == typeof(CancellationToken) ? CancellationToken.None
                : Overrides.TryGet($"{owner.Name}.{method.Name}.{p.Name}", out var special) ? special
                : p.HasDefaultValue && fill == Fill.Minimal ? DefaultOf(p)
                : Make(p.ParameterType, owner, p.Name!, fill, []))];
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"No row can be made for {owner.Name}.{method.Name}: {e.GetBaseException().Message} Add what it needs to {nameof(Overrides)}.", e);
        }
    }

    /// <summary>A value of a type with all its members; it is not put into itself.</summary>
    public static object? Of(Type type) => Make(type, type, "value", Fill.Full, []);

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);

    private static object? Make(Type type, Type owner, string name, Fill fill, ImmutableStack<Type> within)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Overrides.TryGet($"{owner.Name}.{name}", out var special) || Overrides.TryGet($"{Operation.Show(type)} {char.ToLowerInvariant(name[0])}{name[1..]}", out special))
        {
            return special;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Activator.CreateInstance(type, Make(type.GetGenericArguments()[0], owner, name, fill, within));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OptionalList<>))
        {
            return Activator.CreateInstance(type, Make(typeof(IReadOnlyList<>).MakeGenericType(type.GetGenericArguments()), owner, name, fill, within));
        }

        return Overrides.OfType(type) ?? Simple(type, name)
            ?? (type.IsEnum ? LastOf(type, fill)
                : Collection(type, owner, name, fill, within) ?? Object(type, fill, within));
    }

    private static object? Simple(Type type, string name)
    {
        var day = name.ToUpperInvariant() switch { "PRIOR" => 2, "END" or "UNTIL" => 1, _ => 0 };
        var instant = Start + Duration.FromDays(day);
        return type == typeof(string) ? char.ToLowerInvariant(name[0]) + name[1..] + " ä&1"
            : type == typeof(bool) ? true
            : type == typeof(int) ? 7
            : type == typeof(uint) ? 7u
            : type == typeof(ulong) ? 7ul
            : type == typeof(ushort) ? (ushort)7
            : type == typeof(byte) ? (byte)7
            : type == typeof(decimal) ? 1.5m
            : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(2)
            : type == typeof(long) ? 7L
            : type == typeof(double) ? 1.5
            : type == typeof(Guid) ? new Guid("01234567-89ab-cdef-0123-456789abcdef")
            : type == typeof(Uri) ? new Uri("https://example.test/a")
            : type == typeof(Instant) ? instant
            : type == typeof(OffsetDateTime) ? instant.WithOffset(Offset.FromHours(1))
            : type == typeof(LocalDateTime) ? instant.InUtc().LocalDateTime
            : type == typeof(LocalDate) ? instant.InUtc().Date
            : type == typeof(Duration) ? Duration.FromMinutes(15)
            : type == typeof(Interval) ? new Interval(Start, Start + Duration.FromDays(1))
            : type == typeof(DateTimeZone) ? DateTimeZone.Utc
            : type == typeof(JsonElement) ? JsonElement.Parse("""{"a":[1,"ä"]}""")
            : type == typeof(JsonObject) ? new JsonObject { ["a"] = 1 }
            : type == typeof(JsonNode) ? JsonNode.Parse("""{"a":[1,"ä"]}""")
            : type == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemory<byte>("file\n"u8.ToArray())
            : type == typeof(ReadingSeries) ? Series()
            : null;
    }

    private static object LastOf(Type type, Fill fill)
    {
        var values = Enum.GetValuesAsUnderlyingType(type);
        return Enum.ToObject(type, values.GetValue(fill == Fill.Minimal ? 0 : values.Length - 1)!);
    }

    private static object? Collection(Type type, Type owner, string name, Fill fill, ImmutableStack<Type> within)
    {
        if (type.IsArray || (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [_] && type.IsInterface))
        {
            var item = type.GetElementType() ?? type.GetGenericArguments()[0];
            var array = Array.CreateInstance(item, 1);
            array.SetValue(Make(item, owner, name, fill, within), 0);
            return array;
        }

        if (type.IsGenericType && type.IsInterface && type.GetGenericArguments() is [var key, var value] && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
            dictionary.Add(Make(key, owner, name, fill, within)!, Make(value, owner, name, fill, within));
            return dictionary;
        }

        return null;
    }

    private static void Nothing<T>(T value)
    {
    }

    private static object? Object(Type type, Fill fill, ImmutableStack<Type> within)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Action<>))
        {
            return typeof(Arguments).GetMethod(nameof(Nothing), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate(type);
        }

        if (type.IsAssignableTo(typeof(Delegate)) || type.IsPrimitive || type.IsPointer)
        {
            throw new InvalidOperationException($"{Operation.Show(type)} is wanted within {string.Join(" < ", within.Select(Operation.Show))}, and nothing makes one.");
        }

        // Nothing is put into its own kind.
        if (within.Contains(type))
        {
            return null;
        }

        within = within.Push(type);
        var constructor = type.GetConstructors()
            .OrderBy(static c => c.GetParameters().Length).FirstOrDefault(static c => !(c.GetParameters() is [var only] && only.ParameterType == c.DeclaringType))
            ?? (type.IsValueType ? null : throw new InvalidOperationException($"{Operation.Show(type)} has no public constructor."));
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke(
                [.. constructor.GetParameters().Select(p => p.HasDefaultValue && fill == Fill.Minimal ? DefaultOf(p) : Make(p.ParameterType, type, p.Name!, fill, within))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.SetMethod?.IsPublic == true && p.GetIndexParameters().Length == 0).OrderBy(static p => p.Name, StringComparer.Ordinal))
        {
            if (fill == Fill.Minimal && property.GetCustomAttribute<RequiredMemberAttribute>() is null && !Overrides.Needed.Contains($"{type.Name}.{property.Name}"))
            {
                continue;
            }

            if (constructor?.GetParameters().Any(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase)) == true
                || property.GetCustomAttribute<ObsoleteAttribute>() is not null)
            {
                continue;
            }

            if (Overrides.LeftOut.Contains(property.Name) || Overrides.LeftOut.Contains($"{type.Name}.{property.Name}"))
            {
                continue;
            }

            property.SetValue(made, fill == Fill.Cleared && IsClearable(property)
                ? Activator.CreateInstance(property.PropertyType, [null]) : Make(property.PropertyType, type, property.Name, fill, within));
        }

        return made;
    }

    private static bool IsClearable(PropertyInfo property) => property.PropertyType.IsGenericType
        && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>)
        && Nullability.Create(property).GenericTypeArguments[0].ReadState == NullabilityState.Nullable;

    private static ReadingSeries Series() => Enumerable.Range(0, 3)
        .Select(static i => new Reading(Start + (Duration.FromMinutes(15) * i), Start + (Duration.FromMinutes(15) * (i + 1)), i + 0.5))
        .ToAsyncEnumerable()
        .WithInfo(new SeriesInfo { Identity = "made", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Duration.FromMinutes(15) });
}
