namespace Energy.Clients.Emulators;

/// <summary>Faults that only the Open CEC emulator knows; all others are in <see cref="Fault"/>.</summary>
public static class OpenCecFault
{
    internal const string Lost = "answer lost";

    /// <summary>The server does what it was asked, and the connection breaks before its answer: whoever asked cannot know.</summary>
    /// <returns>The fault.</returns>
    public static Fault LostAnswer() => Fault.Quirk(Lost);
}
