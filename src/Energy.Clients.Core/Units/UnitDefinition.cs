namespace Energy.Clients;

/// <summary>What a unit text means; immutable, shared by all <see cref="Unit"/> values of that text.</summary>
internal sealed class UnitDefinition
{
    internal UnitDefinition(string text)
    {
        Text = text;
        Scale = UnitScale.One;
    }

    internal UnitDefinition(string text, UnitSymbol meaning)
    {
        Text = text;
        IsKnown = true;
        Scale = meaning.Scale;
        Dimension = meaning.Dimension;
        Offset = meaning.Offset;
        Apparent = meaning.Apparent;
    }

    internal string Text { get; }

    internal bool IsKnown { get; }

    internal UnitScale Scale { get; }

    internal UnitDimension Dimension { get; }

    internal double Offset { get; }

    internal int Apparent { get; }
}
