namespace Energy.Clients.Emulators;

/// <summary>A text that is not JSON to the server's decoder: its words, and the position in code points.</summary>
internal sealed class PythonJsonException(string message, int position) : Exception(message)
{
    internal int Position => position;
}
