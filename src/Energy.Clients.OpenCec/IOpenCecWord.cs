namespace Energy.Clients.OpenCec;

/// <summary>One of a few lower-case words of the server, whose set may grow.</summary>
internal interface IOpenCecWord<TSelf>
    where TSelf : struct, IOpenCecWord<TSelf>
{
    /// <summary>The known ones as properties, for messages.</summary>
    static abstract string Choices { get; }

    string Name { get; }

    /// <summary>Whether the server knows it: by this version's knowledge, or because it gave it.</summary>
    bool MayBeSent { get; }

    static abstract TSelf FromServer(string name);
}
