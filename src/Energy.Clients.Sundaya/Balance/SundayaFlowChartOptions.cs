namespace Energy.Clients.Sundaya;

/// <summary>How an <see cref="SundayaFlowChart"/> is drawn.</summary>
public sealed record SundayaFlowChartOptions
{
    /// <summary>The drawing's width in pixels, 200 to 10,000.</summary>
    /// <value>960.</value>
    public int Width { get; init; } = 960;

    /// <summary>The drawing's height in pixels, 120 to 10,000.</summary>
    /// <value>420.</value>
    public int Height { get; init; } = 420;

    /// <summary>The title; <see langword="null"/> draws none.</summary>
    /// <value><see langword="null"/>.</value>
    public string? Title { get; init; }

    /// <summary>The unit written at the axis.</summary>
    /// <value><c>MJ</c>.</value>
    public string Unit { get; init; } = "MJ";
}
