using System.Net;
using System.Reflection;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>Takes what an operation returns to its end.</summary>
internal static class Answer
{
    private const int MostItems = 3;

    /// <summary>What a list or a read yields; null for anything else.</summary>
    public static Type? ItemOf(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))?.GetGenericArguments()[0];

    /// <summary>Waits for a task, and for the first items of a list or a read.</summary>
    public static async Task<object?> TakeAsync(object? returned, int mostItems = MostItems)
    {
        if (returned is not null && returned.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            returned = type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(returned, null);
        }

        if (returned is Task task)
        {
            await task;
            returned = task.GetType().GetProperty(nameof(Task<int>.Result))?.GetValue(task);
            if (returned?.GetType().Name == "VoidTaskResult")
            {
                return "";
            }
        }

        if (returned is HttpResponseMessage raw)
        {
            return ((int)raw.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return returned is not null && ItemOf(returned.GetType()) is { } item
            ? await (Task<int>)typeof(Answer).GetMethod(nameof(CountAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item)
                .Invoke(null, [returned, mostItems])!
            : returned;
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items, int mostItems) => await items.Take(mostItems).CountAsync();
}
