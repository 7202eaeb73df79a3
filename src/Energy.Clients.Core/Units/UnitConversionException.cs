namespace Energy.Clients;

/// <summary>A value was to be converted between two units that do not convert into each other.</summary>
/// <remarks>The message says why: different dimensions, different currencies, an unknown unit, or a missing duration between an amount and a rate. Trying again cannot
/// help.</remarks>
public sealed class UnitConversionException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="from">The unit of the value.</param>
    /// <param name="to">The unit asked for.</param>
    /// <param name="reason">Why it cannot be done and what to do instead, as a clause.</param>
    public UnitConversionException(Unit from, Unit to, string reason)
        : base($"Cannot convert '{from}' to '{to}': {reason}.")
    {
        From = from;
        To = to;
    }

    /// <summary>The unit of the value.</summary>
    public Unit From { get; }

    /// <summary>The unit asked for.</summary>
    public Unit To { get; }
}
