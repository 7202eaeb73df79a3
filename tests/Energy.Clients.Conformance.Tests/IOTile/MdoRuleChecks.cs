using System.Globalization;
using System.Text.Json;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>What the rules for conversions need beyond conditions on JSON.</summary>
public sealed class MdoRuleChecks : RuleCheckSet
{
    /// <summary>Registers the checks.</summary>
    public MdoRuleChecks()
    {
        Predicates.Add("web-client-miscounts-decimals", content =>
        {
            double factor = Math.Abs(content.GetProperty("factor").GetDouble());
            bool invert = content.GetProperty("invert").GetBoolean();
            return factor is >= 5e-9 and < 1e-6
                && content.GetProperty(invert ? "d" : "m").GetDouble() / content.GetProperty(invert ? "m" : "d").GetDouble() is var theirs
                && Math.Abs(theirs - factor) > 5e-9;
        });
        Assertions.Add("factor-at-eight-decimals", (content, ours) =>
        {
            double factor = content.GetProperty("factor").GetDouble();
            (string number, string scale) = content.GetProperty("invert").GetBoolean() ? ("d", "m") : ("m", "d");
            return !ours.IsRefused
                && ours.Json.GetProperty("o").GetDouble() == 0
                && Math.Abs((ours.Json.GetProperty(number).GetDouble() / ours.Json.GetProperty(scale).GetDouble()) - factor) <= 5e-9;
        });
        Assertions.Add("mdo-of-the-row", (content, ours) =>
        {
            string offset = content.GetProperty("o").GetRawText();
            string factors = $"{content.GetProperty("m").GetRawText()}x/{content.GetProperty("d").GetRawText()}";
            return !ours.IsRefused && ours.Json.GetProperty("text").GetString() == (double.Parse(offset, CultureInfo.InvariantCulture) == 0 ? factors : $"{offset}.0+{factors}");
        });
    }
}
