namespace Energy.Clients.Emulators;

/// <summary>Walks one day's battery: cheap hours and surplus sun go in, the evening peak comes out, and the day ends where it began.</summary>
/// <remarks>Energies are in watt-minutes, so that a minute at some watts is that many of them and every sum is exact.</remarks>
internal sealed class BatteryPlan
{
    private const int Hour = 60;

    // The last two hours run the battery down: at full power they empty what lies between floor and ceiling, whatever came before.
    private const int RunDown = 2 * Hour;

    private readonly long _power;
    private readonly long _floor;
    private readonly long _ceiling;

    internal BatteryPlan(long power, long floor, long ceiling)
    {
        _power = power;
        _floor = floor;
        _ceiling = ceiling;
        Stored = floor;
    }

    /// <summary>The energy in the battery now.</summary>
    internal long Stored { get; private set; }

    /// <summary>Moves on by one minute.</summary>
    /// <param name="surplus">Harvest less load, in watts.</param>
    /// <param name="clock">The local minute of the day.</param>
    /// <param name="left">The minutes left of the day, this one included.</param>
    /// <returns>The battery's power in watts: positive when charging, negative when discharging.</returns>
    internal long Next(long surplus, int clock, int left)
    {
        var usable = Stored - _floor;
        var room = _ceiling - Stored;
        long battery;
        if (left <= RunDown)
        {
            // Spread evenly over what is left, and never less than needed to be empty in time.
            battery = -Math.Min(_power, (usable + left - 1) / left);
        }
        else if (clock is >= 1 * Hour and < 4 * Hour)
        {
            battery = Math.Min(_power / 6, room);
        }
        else if (surplus > 0)
        {
            battery = Math.Min(Math.Min(_power, surplus), room);
        }
        else if (clock >= 17 * Hour)
        {
            // A third of its power makes it last through the evening.
            battery = -Math.Min(Math.Min(_power / 3, -surplus), usable);
        }
        else
        {
            battery = 0;
        }

        Stored += battery;
        return battery;
    }
}
