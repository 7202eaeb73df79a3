namespace Energy.Clients.FlexMeasures;

/// <summary>Which entries of an audit log to list.</summary>
public sealed record FlexMeasuresAuditQuery : FlexMeasuresListQuery
{

}
