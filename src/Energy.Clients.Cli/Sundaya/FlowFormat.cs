namespace Energy.Clients.Cli.Sundaya;

/// <summary>The forms of a flow chart.</summary>
internal enum FlowFormat
{
    Text,
    Svg,
    JsonL,
}
