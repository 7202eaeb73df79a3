namespace Energy.Clients.Cli.Demo;

/// <summary>Something that the demo shows beside the table.</summary>
/// <param name="Name">What, in a word or two.</param>
/// <param name="Text">What came of it.</param>
/// <param name="IsRight">Whether it came out as it should.</param>
internal sealed record DemoShow(string Name, string Text, bool IsRight);
