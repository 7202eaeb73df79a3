using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conventions.Tests;

/// <summary>What compiles in a user's hands and then does what nobody meant.</summary>
public class TrapConventions
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public void Record_IsEqualByContent() => Packages.AssertNone(
        "A record that keeps a collection, JSON or bytes in a field of its own compares by reference: two that hold the same are never equal. Keep it in a ByContent<T>:",
        from type in Packages.PublicTypes
        where type.Assembly.EntryPoint is null && Packages.NameOf(type.Assembly) != Packages.EmulatorsName && IsRecord(type) && !EqualsByHand(type)
        // A request is sent, never compared.
        where type != typeof(EnergyRequest)
        from field in type.GetFields(Own)
        where IsContent(field.FieldType)
        select $"{type.FullName}.{field.Name.Trim('<').Split('>')[0]}");

    [Fact]
    public void Constructor_HasTwoOptionalParametersAtMost() => Packages.AssertNone(
        "A constructor with three optional parameters breaks its callers when a fourth comes. Take an object of settings with init properties:",
        from type in Packages.PublicTypes
        from constructor in type.GetConstructors()
        where constructor.GetParameters().Count(static p => p.IsOptional) > 2
        select $"{type.FullName}({string.Join(", ", constructor.GetParameters().Select(static p => p.Name))})");

    [Fact]
    public void Record_WithManyMembers_IsNotPositional() => Packages.AssertNone(
        "A positional record with many members breaks its users when one is added. Give it init properties:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        where IsRecord(type)
        from method in Packages.Methods(type)
        where method.Name == "Deconstruct" && method.GetParameters().Length > 4
        select type.FullName);

    [Fact]
    public void Overloads_AreNotAmbiguousAtNull() => Packages.AssertNone(
        "Two overloads take null at the same place, so that null does not compile. Take the question mark from one, or rename one:",
        from type in Packages.PublicTypes
        where !type.IsAssignableTo(typeof(Delegate)) && type.Namespace != "Energy.Clients.Authoring"
        from pair in Pairs([.. Packages.Methods(type).Where(static m => m.IsPublic && !m.Name.Contains('<', StringComparison.Ordinal) && m.Name != "Equals" && !m.IsSpecialName)])
        select $"{type.FullName}.{pair}");

    [Fact]
    public void TryParse_OfNull_IsNotAmbiguous() => Packages.AssertNone(
        "A text and bytes both take null, so that TryParse(null, …) does not compile. Give the overload of the text [OverloadResolutionPriority(1)]:",
        from type in Packages.PublicTypes
        let overloads = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(static m => m.Name == "TryParse").ToList()
        from method in overloads
        where TakesFirst(method, typeof(string)) && method.GetCustomAttribute<OverloadResolutionPriorityAttribute>() is not { Priority: > 0 }
        where overloads.Any(other => TakesFirst(other, typeof(ReadOnlySpan<byte>)) && other.GetParameters().Length == method.GetParameters().Length)
        select Packages.Show(method));

    [Fact]
    public void ValueType_DefaultIsItsNone() => Packages.AssertNone(
        "The default of a value type with a None is None. Keep the text in a field that is null for both:",
        from type in Packages.PublicTypes
        where type.IsValueType && !type.IsEnum && !type.ContainsGenericParameters
        let none = type.GetProperty("None", BindingFlags.Public | BindingFlags.Static)
        where none?.PropertyType == type && !Equals(none.GetValue(null), Activator.CreateInstance(type))
        select type.FullName);

    [Fact]
    public void UpdateList_TakesACollectionExpression() => Packages.AssertNone(
        "An Optional<IReadOnlyList<T>> does not take [\"a\"]. Use OptionalList<T>:",
        from type in Packages.PublicTypes
        from property in type.GetProperties()
        where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>)
            && property.PropertyType.GetGenericArguments()[0] is { IsGenericType: true } list && list.IsAssignableTo(typeof(IEnumerable))
        select Packages.Show(property));

    private static IEnumerable<string> Pairs(MethodInfo[] methods) =>
        from one in methods
        from other in methods
        where one != other && one.Name == other.Name && one.MetadataToken < other.MetadataToken && one.IsGenericMethod == other.IsGenericMethod
        let left = one.GetParameters()
        let right = other.GetParameters()
        where left.Count(static p => !p.IsOptional) == right.Count(static p => !p.IsOptional)
        let required = left.Count(static p => !p.IsOptional)
        let differing = Enumerable.Range(0, required).Where(i => left[i].ParameterType != right[i].ParameterType).ToList()
        where differing.Count > 0 && differing.All(i => TakesNull(left[i]) && TakesNull(right[i]) && Unrelated(left[i].ParameterType, right[i].ParameterType))
        select one.Name;

    private static bool TakesFirst(MethodInfo method, Type type) => method.GetParameters()[0].ParameterType == type;

    private static bool TakesNull(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (!parameter.ParameterType.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.Nullable);

    private static bool Unrelated(Type one, Type other) => !one.IsAssignableTo(other) && !other.IsAssignableTo(one);

    private static bool IsContent(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(JsonElement) || type.IsAssignableTo(typeof(JsonNode)) || type == typeof(ReadOnlyMemory<byte>)
            || (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable))
                && (type.IsInterface || type.IsArray || type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType == typeof(object)));
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", Own)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static bool EqualsByHand(Type type) => type.GetMethod("Equals", [type])?.IsDefined(typeof(CompilerGeneratedAttribute)) == false;
}
