using System.Globalization;
using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>What the rules on slugs call by name.</summary>
public sealed class SlugRuleChecks : RuleCheckSet
{
    /// <summary>Fills the tables.</summary>
    public SlugRuleChecks()
    {
        Predicates["slug-text-outside-the-grammar"] = SlugGrammar.IsOutside;
        Predicates["slug-number-beyond-its-bits"] = SlugGrammar.IsBeyondItsBits;
        Predicates["slug-device-with-a-block"] = SlugGrammar.NamesABlockAsDevice;
        Predicates["slug-variable-of-another-project"] = SlugGrammar.NamesAnotherProject;

        Assertions["slug-canonical-form"] = (row, ours) =>
            !ours.IsRefused && JsonCompare.Compare(SlugGrammar.CanonicalResult(row), ours.Json).AreEqual;
        Assertions["slug-block-of-its-numbers"] = (_, ours) => !ours.IsRefused && IsBlockOfItsNumbers(ours.Json);
        Assertions["slug-device-in-no-block"] = (row, ours) =>
            !ours.IsRefused && JsonCompare.Compare(DeviceInNoBlock(SlugArgument.At(row, 0).Text), ours.Json).AreEqual;
    }

    private static bool IsBlockOfItsNumbers(JsonElement ours)
    {
        var block = int.Parse(ours.GetProperty("block").GetString()!, CultureInfo.InvariantCulture);
        var device = long.Parse(ours.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
        var slug = SlugGrammar.Canonical(string.Create(CultureInfo.InvariantCulture, $"b--{block:x4}{device:x12}"));
        return ours.GetProperty("slug").ValueEquals(slug) && ours.GetProperty("formattedId").ValueEquals(slug["b--".Length..]);
    }

    private static JsonElement DeviceInNoBlock(string slug)
    {
        var device = long.Parse(slug["d--".Length..].Replace("-", "", StringComparison.Ordinal), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return JsonSerializer.SerializeToElement((string[])["0", device.ToString(CultureInfo.InvariantCulture)]);
    }
}
