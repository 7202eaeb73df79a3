using System.Reflection;

namespace Energy.Clients.Conventions.Tests;

public class AsyncConventions
{
    [Fact]
    public void PublicAsyncMethod_TakesACancellationTokenLast() => Packages.AssertNone(
        "A public asynchronous method must take a CancellationToken as its last parameter, so that every wait can be stopped. Add it, with a default:",
        AsyncMethods()
            .Where(static m => m.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
            .Select(Packages.Show));

    [Fact]
    public void CancellationToken_IsNeverBeforeAnotherParameter() => Packages.AssertNone(
        "A CancellationToken is the last parameter everywhere. Move it to the end:",
        Packages.PublicTypes.Where(static t => !t.IsAssignableTo(typeof(Delegate))).SelectMany(Packages.Methods)
            .Where(static m => m.GetParameters().SkipLast(1).Any(static p => p.ParameterType == typeof(CancellationToken)) && !Packages.IsInherited(m))
            .Select(Packages.Show));

    [Fact]
    public void ListAsync_ReturnsAPagedList() => Packages.AssertNone(
        "A method ListAsync must return Paged<T>, so that every list streams, can be walked by pages and taken up again. Return one:",
        Packages.PublicTypes.SelectMany(Packages.Methods).Where(static m => m.Name == "ListAsync" && !IsPaged(m.ReturnType)).Select(Packages.Show));

    [Fact]
    public void AsyncSuffix_IsThereExactlyWhereAMethodIsAsynchronous() => Packages.AssertNone(
        "A method that returns a task ends in Async. Rename it:",
        Packages.PublicTypes.SelectMany(Packages.Methods)
            .Where(static m => IsTask(m.ReturnType) && !m.IsSpecialName && !m.Name.EndsWith("Async", StringComparison.Ordinal) && !Packages.IsInherited(m) && !IsOfDelegate(m))
            .Select(Packages.Show));

    private static IEnumerable<MethodInfo> AsyncMethods() => Packages.PublicTypes.SelectMany(Packages.Methods).Where(static m =>
        (IsTask(m.ReturnType) || (m.Name.EndsWith("Async", StringComparison.Ordinal) && m.ReturnType != typeof(void)))
        && m.Name is not (nameof(IAsyncDisposable.DisposeAsync) or nameof(IAsyncEnumerator<>.MoveNextAsync))
        && !m.IsSpecialName && !Packages.IsInherited(m) && !IsOfDelegate(m));

    private static bool IsOfDelegate(MethodInfo method) => method.DeclaringType!.IsAssignableTo(typeof(Delegate));

    private static bool IsTask(Type type) =>
        type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static bool IsPaged(Type? type) => type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Paged<>)) || IsPaged(type.BaseType));
}
