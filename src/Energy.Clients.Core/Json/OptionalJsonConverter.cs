using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Authoring;

/// <summary>
/// Reads and writes an <see cref="Optional{T}"/> or an <see cref="OptionalList{T}"/> as its value. A member that is left out is not written: its property says
/// <c>[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]</c>.
/// </summary>
/// <remarks>
/// For a <see cref="JsonSerializer"/> of yours; the clients write their bodies without it. The serializer takes no open generic converter, so that one is made for each
/// type while the program runs: compiled ahead without a JIT (native AOT) that is only sure to work for reference types.
/// </remarks>
public sealed class OptionalJsonConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsGenericType
            && (typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>) || typeToConvert.GetGenericTypeDefinition() == typeof(OptionalList<>));
    }

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("Trimming", "IL2055:MakeGenericType",
        Justification = "Of a user's own JsonSerializer only, see the remarks; the clients' own writers know each type.")]
    [UnconditionalSuppressMessage("AOT", "IL3050:RequiresDynamicCode",
        Justification = "Of a user's own JsonSerializer only, see the remarks; the clients' own writers know each type.")]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return (JsonConverter)Activator.CreateInstance(
            (typeToConvert.GetGenericTypeDefinition() == typeof(OptionalList<>) ? typeof(OfList<>) : typeof(Of<>)).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class OfList<T> : JsonConverter<OptionalList<T>>
    {
        private static readonly Of<IReadOnlyList<T>> Inner = new();

        public override bool HandleNull => true;

        public override OptionalList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Inner.Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, OptionalList<T> value, JsonSerializerOptions options) => Inner.Write(writer, value, options);
    }

    private sealed class Of<T> : JsonConverter<Optional<T>>
    {
        private static readonly JsonConverter<T>? Known = NodaTimeJson.Find<T>();

        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Null || Known is null ? JsonSerializer.Deserialize(ref reader, TypeInfo(options))! : Known.Read(ref reader, typeof(T), options)!);

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options)
        {
            if (value is { IsSet: true, Value: { } known } && Known is not null)
            {
                Known.Write(writer, known, options);
                return;
            }

            JsonSerializer.Serialize(writer, value.IsSet ? value.Value : default, TypeInfo(options));
        }

        // What the serializer in use knows of the type: nothing is reflected on here.
        private static JsonTypeInfo<T?> TypeInfo(JsonSerializerOptions options) => (JsonTypeInfo<T?>)options.GetTypeInfo(typeof(T));
    }
}
