namespace Energy.Clients.Sundaya;

/// <summary>A device's status word of 16 bits. Inverters and pack management systems use <see cref="IsBusConnected"/> only.</summary>
public readonly record struct SundayaDeviceStatus
{
    /// <summary>Creates a status from its bits.</summary>
    /// <param name="bits">The word; bits 14 and 15 mean nothing and are kept.</param>
    public SundayaDeviceStatus(ushort bits) => Bits = bits;

    /// <summary>The word.</summary>
    public ushort Bits { get; private init; }

    /// <summary>Bit 0: whether the bus is connected. A bus that is not is a fault.</summary>
    public bool IsBusConnected { get => Bit(0); init => Bits = With(0, 1, value ? 1 : 0); }

    /// <summary>Bits 1 and 2: the input.</summary>
    public SundayaDeviceInput Input { get => (SundayaDeviceInput)Field(1); init => Bits = With(1, 3, (int)value); }

    /// <summary>Bit 3: whether the charging FET is short.</summary>
    public bool IsChargeFetShort { get => Bit(3); init => Bits = With(3, 1, value ? 1 : 0); }

    /// <summary>Bit 4: whether the charging FET against reversal is short.</summary>
    public bool IsChargeFetAntiReverseShort { get => Bit(4); init => Bits = With(4, 1, value ? 1 : 0); }

    /// <summary>Bit 5: whether the FET against reversal is short.</summary>
    public bool IsFetAntiReverseShort { get => Bit(5); init => Bits = With(5, 1, value ? 1 : 0); }

    /// <summary>Bit 6: whether the input has too much current.</summary>
    public bool IsInputOvercurrent { get => Bit(6); init => Bits = With(6, 1, value ? 1 : 0); }

    /// <summary>Bits 7 and 8: the load.</summary>
    public SundayaDeviceLoad Load { get => (SundayaDeviceLoad)Field(7); init => Bits = With(7, 3, (int)value); }

    /// <summary>Bit 9: whether the panels' input is short.</summary>
    public bool IsPvInputShort { get => Bit(9); init => Bits = With(9, 1, value ? 1 : 0); }

    /// <summary>Bits 10 and 11: charging.</summary>
    public SundayaDeviceCharging Charging { get => (SundayaDeviceCharging)Field(10); init => Bits = With(10, 3, (int)value); }

    /// <summary>Bit 12: whether the system has a fault.</summary>
    public bool IsSystemFault { get => Bit(12); init => Bits = With(12, 1, value ? 1 : 0); }

    /// <summary>Bit 13: whether the system runs; otherwise it stands by.</summary>
    public bool IsRunning { get => Bit(13); init => Bits = With(13, 1, value ? 1 : 0); }

    /// <summary>Reads a status code.</summary>
    /// <param name="code">4 hexadecimal digits in either case.</param>
    /// <returns>The status.</returns>
    /// <exception cref="FormatException">The text is not 4 hexadecimal digits; the server refuses it too.</exception>
    public static SundayaDeviceStatus Parse(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return TryParse(code, out var status)
            ? status : throw new FormatException($"'{code}' is not a status code: 4 hexadecimal digits, for example 0801. The server refuses it too.");
    }

    /// <summary>Reads a status code.</summary>
    /// <param name="code">The text.</param>
    /// <param name="status">The status.</param>
    /// <returns>Whether the text is 4 hexadecimal digits.</returns>
    public static bool TryParse(string? code, out SundayaDeviceStatus status)
    {
        ushort bits = 0;
        var read = code is { Length: 4 } && ushort.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits);
        status = new SundayaDeviceStatus(bits);
        return read;
    }

    /// <summary>The code: 4 hexadecimal digits in upper case.</summary>
    /// <returns>Text that <see cref="Parse"/> reads back.</returns>
    public override string ToString() => Bits.ToString("X4", CultureInfo.InvariantCulture);

    private bool Bit(int bit) => (Bits >> bit & 1) == 1;

    private int Field(int bit) => Bits >> bit & 3;

    private ushort With(int bit, int mask, int value) => (ushort)((Bits & ~(mask << bit)) | ((value & mask) << bit));
}
