namespace Energy.Clients;

/// <summary>Reads the grammar of units: factors joined by <c>*</c>, <c>·</c>, spaces or <c>/</c>, from the left to the right, each a number, a symbol or a group with a whole
/// power.</summary>
internal ref struct UnitParser
{
    private const int DeepestGroup = 8;
    private const int LargestPower = 16;
    private const string ExpectedSymbol = "a unit symbol in its exact case (kW, MWh, °C, EUR), a number or '('";

    private const string ExpectedNext = "'/', '*', a power (², ^2, **2) or the end of the text";

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private string _expected;

    private UnitParser(ReadOnlySpan<char> text)
    {
        _text = text;
        _expected = ExpectedSymbol;
    }

    private readonly char Current => _position < _text.Length ? _text[_position] : '\0';

    /// <summary>Works out what a text means; false with position and expectation when it means nothing.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out UnitSymbol meaning, out int position, out string expected)
    {
        var parser = new UnitParser(text);
        var understood = parser.TryReadAll(out meaning);
        position = parser._position;
        expected = parser._expected;
        return understood;
    }

    private static bool TryMultiply(ref UnitSymbol product, in UnitSymbol factor, int power)
    {
        if (!product.Dimension.TryMultiply(factor.Dimension, power, out var dimension))
        {
            return false;
        }

        product = new UnitSymbol(product.Scale.Multiply(factor.Scale.Raise(power)), dimension, 0, UnitPrefix.None) { Apparent = product.Apparent + (factor.Apparent * power) };
        return product.Scale.IsFinite;
    }

    private static bool IsSymbolCharacter(char c) => char.IsLetter(c) || c is '_' or '°' or '%' or '‰';

    private static int SuperscriptDigit(char c) => c switch
    {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        >= '⁴' and <= '⁹' => c - '⁰',
        _ => -1,
    };

    private bool TryReadAll(out UnitSymbol meaning)
    {
        // A degree with a shifted zero means that zero only when it stands alone: a product of it would have no zero to speak of.
        if (UnitSymbols.TryFind(_text, out meaning))
        {
            return true;
        }

        var negative = Current == '-';
        if (Current is '-' or '+')
        {
            _position++;
        }

        if (!TryReadProduct(0, out meaning))
        {
            return false;
        }

        if (_position < _text.Length)
        {
            return Fail(ExpectedNext);
        }

        meaning = negative ? meaning with { Scale = meaning.Scale with { Numerator = -meaning.Scale.Numerator } } : meaning;
        return true;
    }

    private bool TryReadProduct(int depth, out UnitSymbol product)
    {
        product = new UnitSymbol(UnitScale.One, UnitDimension.None, 0, UnitPrefix.None);
        var sign = 1;
        while (true)
        {
            SkipBlanks();
            var start = _position;
            if (!TryReadFactor(depth, out var factor, out var power))
            {
                return false;
            }

            if (!TryMultiply(ref product, factor, power * sign))
            {
                _position = start;
                return Fail("a factor that keeps the scale, the exponents (to 127) and the currencies (two) within bounds");
            }

            SkipBlanks();
            switch (Current)
            {
                case '/':
                    sign = -1;
                    _position++;
                    break;
                case '*' or '·' or '⋅':
                    sign = 1;
                    _position++;
                    break;
                case '(':
                    sign = 1;
                    break;
                case var c when IsSymbolCharacter(c) || char.IsAsciiDigit(c):
                    // "100km" and "kW h": a factor may follow a number directly, and a space otherwise.
                    if (_text[_position - 1] != ' ' && !char.IsAsciiDigit(_text[_position - 1]) && _text[_position - 1] != '.' && _text[_position - 1] != ')')
                    {
                        return Fail(ExpectedNext);
                    }

                    sign = 1;
                    break;
                default:
                    return true;
            }
        }
    }

    private bool TryReadFactor(int depth, out UnitSymbol factor, out int power)
    {
        power = 1;
        var start = _position;
        if (Current == '(')
        {
            factor = default;
            if (depth == DeepestGroup)
            {
                return Fail("at most eight groups inside one another");
            }

            _position++;
            if (!TryReadProduct(depth + 1, out factor))
            {
                return false;
            }

            if (Current != ')')
            {
                return Fail("')'");
            }

            _position++;
            return TryReadPower(out power);
        }

        if (char.IsAsciiDigit(Current) || Current == '.')
        {
            return TryReadNumber(out factor) && TryReadPower(out power);
        }

        if (Current is '%' or '‰')
        {
            _position++;
        }
        else
        {
            while (IsSymbolCharacter(Current))
            {
                _position++;
            }
        }

        if (!UnitSymbols.TryFind(_text[start.._position], out factor) || factor.Offset != 0)
        {
            _position = start;
            return Fail(factor.Offset != 0 ? "a temperature difference (K, delta_degC): °C and °F stand alone" : ExpectedSymbol);
        }

        return TryReadPower(out power);
    }

    private bool TryReadNumber(out UnitSymbol number)
    {
        number = default;
        var start = _position;
        while (char.IsAsciiDigit(Current) || Current == '.')
        {
            _position++;
        }

        // An e is an exponent only before digits: 2eV are two electron volts.
        var mark = _position;
        if (Current is 'e' or 'E')
        {
            _position++;
            _position += Current is '+' or '-' ? 1 : 0;
            _position = char.IsAsciiDigit(Current) ? _position : mark;
            while (_position > mark && char.IsAsciiDigit(Current))
            {
                _position++;
            }
        }

        if (!double.TryParse(_text[start.._position], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            || value == 0 || !double.IsFinite(value))
        {
            _position = start;
            return Fail("a number other than 0");
        }

        number = new UnitSymbol(ToScale(_text[start.._position], value), UnitDimension.None, 0, UnitPrefix.None);
        return true;
    }

    // 0.1 is 1 · 10⁻¹, so that decimal factors stay exact.
    private static UnitScale ToScale(ReadOnlySpan<char> digits, double value)
    {
        var point = digits.IndexOf('.');
        var places = point < 0 || digits.ContainsAny('e', 'E') ? 0 : digits.Length - point - 1;
        var whole = places is > 0 and <= 15 ? Math.Round(value * Math.Pow(10, places)) : value;
        return UnitScale.One.Multiply(new UnitScale(whole, 1, whole == value ? 0 : -places));
    }

    private bool TryReadPower(out int power)
    {
        power = 1;
        var start = _position;
        var sign = 1;
        var value = 0;
        int digits;
        if (Current == '^' || (Current == '*' && _position + 1 < _text.Length && _text[_position + 1] == '*'))
        {
            _position += Current == '^' ? 1 : 2;
            sign = Current == '-' ? -1 : 1;
            _position += Current is '-' or '+' ? 1 : 0;
            for (digits = 0; char.IsAsciiDigit(Current) && digits < 3; digits++, _position++)
            {
                value = (value * 10) + (Current - '0');
            }
        }
        else
        {
            sign = Current == '⁻' ? -1 : 1;
            _position += Current == '⁻' ? 1 : 0;
            for (digits = 0; SuperscriptDigit(Current) >= 0 && digits < 3; digits++, _position++)
            {
                value = (value * 10) + SuperscriptDigit(Current);
            }

            if (digits == 0 && _position == start)
            {
                return true;
            }
        }

        power = sign * value;
        return (digits > 0 && value <= LargestPower) || Fail("a whole power of 0 to 16, with or without a minus sign");
    }

    private void SkipBlanks()
    {
        while (Current == ' ')
        {
            _position++;
        }
    }

    private bool Fail(string expected)
    {
        _expected = expected;
        return false;
    }
}
