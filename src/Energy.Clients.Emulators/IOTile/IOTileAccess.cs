namespace Energy.Clients.Emulators;

/// <summary>Who may ask a path.</summary>
internal enum IOTileAccess
{
    /// <summary>Who has signed in.</summary>
    Users,

    /// <summary>Anyone; but a credential that is sent must be right.</summary>
    Anyone,

    /// <summary>Anyone: credentials are not looked at.</summary>
    Unasked,
}
