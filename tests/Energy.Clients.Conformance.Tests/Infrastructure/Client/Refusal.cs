using System.Diagnostics;
using System.Reflection;

namespace Energy.Clients.Conformance;

/// <summary>Who refused a call: the product, or the test's own adapter, which found no words for a recorded request.</summary>
internal static class Refusal
{
    private const string Ours = "Energy.Clients";

    /// <summary>Whether the exception, or one that it was made from, was thrown by the product: the nearest code of ours to the throw is not of this assembly.</summary>
    public static bool IsOfProduct(Exception refusal)
    {
        for (Exception? cause = refusal; cause is not null; cause = cause.InnerException)
        {
            Assembly? nearest = new StackTrace(cause, false).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType?.Assembly)
                .FirstOrDefault(assembly => assembly?.GetName().Name?.StartsWith(Ours, StringComparison.Ordinal) == true);
            if (nearest is not null && nearest != typeof(Refusal).Assembly)
            {
                return true;
            }
        }

        return false;
    }
}
