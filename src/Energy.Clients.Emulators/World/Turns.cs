namespace Energy.Clients.Emulators;

/// <summary>Sine and cosine of an angle in turns (1 = the full circle).</summary>
/// <remarks>Not <see cref="Math.Sin"/>, whose last digit is the platform's own: a polynomial gives every machine the same world. Good to 1e-7.</remarks>
internal static class Turns
{
    internal static double Sin(double turns)
    {
        var t = turns - Math.Floor(turns + 0.5);
        t = t > 0.25 ? 0.5 - t : t < -0.25 ? -0.5 - t : t;
        var x = t * (2 * Math.PI);
        var s = x * x;
        return x * (1 - (s / 6 * (1 - (s / 20 * (1 - (s / 42 * (1 - (s / 72 * (1 - (s / 110))))))))));
    }

    internal static double Cos(double turns) => Sin(turns + 0.25);
}
