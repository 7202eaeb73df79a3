namespace Energy.Clients;

/// <summary>Which of the two descriptions of Sundaya's periods an <see cref="EnergyPeriod"/> follows where they disagree.</summary>
/// <remarks>
/// Everything that is not listed here is the same in both. Where the document is silent, <see cref="Document"/> does what the server does.
/// <list type="table">
/// <listheader><term>Subject</term><description><see cref="Server"/> / <see cref="Document"/></description></listheader>
/// <item><term>kinds</term><description>twelve / eleven: no relation leads to or from <c>qtrhour</c> (<see cref="PeriodKind.IsDocumented"/>), which still works on its
/// own</description></item>
/// <item><term>children of a year</term><description>month × 12, then days / quarter × 4, then months (12)</description></item>
/// <item><term>grandchildren of five years</term><description>month × 20, a leftover count that stops in August of the second year / quarter × 20, the whole
/// span</description></item>
/// <item><term>instants of a second or a minute</term><description>always 1000 and 60000 / "varies": as many as were logged, so the count is an upper bound</description></item>
/// <item><term>link epoch of an instant</term><description>four fraction digits, the last always 0 / three fraction digits</description></item>
/// <item><term>labels of the times of day</term><description>Night Morning Afternoon Evening / Morning Afternoon Evening Night</description></item>
/// <item><term>prompt of a week</term><description><c>Week 11-02-2019</c> (its Monday) / <c>Week 07 2019</c> (ISO week and week year)</description></item>
/// <item><term>negative duration</term><description>the periods before the one that contains the epoch / the periods up to and including that one</description></item>
/// </list>
/// </remarks>
public enum PeriodProfile
{
    /// <summary>What the live server does (version 0.6 and 0.5), slips included. The default, and the one to use against the service.</summary>
    Server = 0,

    /// <summary>What the published API document says, which describes the design before January 2020.</summary>
    Document = 1,
}
