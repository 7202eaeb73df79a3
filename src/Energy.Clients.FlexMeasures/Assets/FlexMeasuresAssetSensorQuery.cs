namespace Energy.Clients.FlexMeasures;

/// <summary>Which sensors of an asset to list.</summary>
public sealed record FlexMeasuresAssetSensorQuery : FlexMeasuresListQuery
{

}
