using System.Numerics;

namespace Energy.Clients.Emulators;

/// <summary>
/// Reads JSON as the server's decoder does, which is laxer than the standard and than .NET's: NaN and infinities, half surrogate pairs, the last of duplicate members. Gives null,
/// bool,
/// <see cref="BigInteger"/>, double, string, list and dictionary.
/// </summary>
internal sealed class PythonJson(string text)
{
    private int _at;

    /// <summary>Reads the whole text.</summary>
    internal object? Read()
    {
        SkipBlanks();
        var value = ReadValue();
        SkipBlanks();
        return _at == text.Length ? value : throw Error("Extra data", _at);
    }

    private object? ReadValue()
    {
        if (_at == text.Length)
        {
            throw Error("Expecting value", _at);
        }

        switch (text[_at])
        {
            case '"':
                return ReadString();
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
        }

        foreach (var (word, value) in new (string, object?)[] { ("null", null), ("true", true), ("false", false), ("NaN", double.NaN), ("Infinity", double.PositiveInfinity),
            ("-Infinity", double.NegativeInfinity) })
        {
            if (string.CompareOrdinal(text, _at, word, 0, word.Length) == 0)
            {
                _at += word.Length;
                return value;
            }
        }

        return ReadNumber();
    }

    private Dictionary<string, object?> ReadObject()
    {
        const string NoName = "Expecting property name enclosed in double quotes";
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        _at++;
        SkipBlanks();
        if (Peek() == '}')
        {
            _at++;
            return members;
        }

        while (true)
        {
            if (Peek() != '"')
            {
                throw Error(NoName, _at);
            }

            var name = ReadString();
            SkipBlanks();
            if (Peek() != ':')
            {
                throw Error("Expecting ':' delimiter", _at);
            }

            _at++;
            SkipBlanks();
            members[name] = ReadValue();
            SkipBlanks();
            if (Peek() == '}')
            {
                _at++;
                return members;
            }

            if (Peek() != ',')
            {
                throw Error("Expecting ',' delimiter", _at);
            }

            var comma = _at++;
            SkipBlanks();
            if (Peek() == '}')
            {
                throw Error("Illegal trailing comma before end of object", comma);
            }
        }
    }

    private List<object?> ReadArray()
    {
        var items = new List<object?>();
        _at++;
        SkipBlanks();
        if (Peek() == ']')
        {
            _at++;
            return items;
        }

        while (true)
        {
            items.Add(ReadValue());
            SkipBlanks();
            if (Peek() == ']')
            {
                _at++;
                return items;
            }

            if (Peek() != ',')
            {
                throw Error("Expecting ',' delimiter", _at);
            }

            var comma = _at++;
            SkipBlanks();
            if (Peek() == ']')
            {
                throw Error("Illegal trailing comma before end of array", comma);
            }
        }
    }

    private string ReadString()
    {
        var begin = _at++;
        var value = new StringBuilder();
        while (true)
        {
            switch (Peek())
            {
                case null:
                    throw Error("Unterminated string starting at", begin);
                case '"':
                    _at++;
                    return value.ToString();
                case '\\':
                    value.Append(ReadEscape(begin));
                    break;
                case < ' ':
                    throw Error("Invalid control character at", _at);
                case { } letter:
                    value.Append(letter);
                    _at++;
                    break;
            }
        }
    }

    private char ReadEscape(int begin)
    {
        var slash = _at++;
        switch (Peek())
        {
            case null:
                throw Error("Unterminated string starting at", begin);
            case 'u':
                if (_at + 5 <= text.Length && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    _at += 5;
                    return (char)code;
                }

                throw Error("Invalid \\uXXXX escape", slash + 1);
            case { } letter when "\"\\/bfnrt".Contains(letter, StringComparison.Ordinal):
                _at++;
                return letter switch
                {
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    _ => letter,
                };
            default:
                throw Error("Invalid \\escape: ", slash);
        }
    }

    private object ReadNumber()
    {
        var begin = _at;
        if (Peek() == '-')
        {
            _at++;
        }

        if (Peek() is not (>= '0' and <= '9'))
        {
            _at = begin;
            throw Error("Expecting value", begin);
        }

        if (Peek() == '0')
        {
            _at++;
        }
        else
        {
            SkipDigits();
        }

        var isReal = false;
        if (Peek() == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]))
        {
            isReal = true;
            _at++;
            SkipDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            var mark = _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            if (Peek() is >= '0' and <= '9')
            {
                isReal = true;
                SkipDigits();
            }
            else
            {
                _at = mark;
            }
        }

        var number = text.AsSpan(begin, _at - begin);
        return isReal ? double.Parse(number, CultureInfo.InvariantCulture) : BigInteger.Parse(number, CultureInfo.InvariantCulture);
    }

    private char? Peek() => _at < text.Length ? text[_at] : null;

    private void SkipDigits()
    {
        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }
    }

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private PythonJsonException Error(string message, int position)
    {
        var pairs = 0;
        for (var i = 0; i < position && i < text.Length; i++)
        {
            pairs += char.IsLowSurrogate(text[i]) ? 1 : 0;
        }

        return new PythonJsonException(message, position - pairs);
    }
}
