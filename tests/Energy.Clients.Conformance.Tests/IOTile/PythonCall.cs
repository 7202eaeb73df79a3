using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>
/// A call as it was written for the Python client, <c>api.org('a').projects.get(page=1)</c>: a path of names and ids, a verb, and its arguments by name; the
/// one without a name is under the empty name.
/// </summary>
/// <param name="Segments">The path.</param>
/// <param name="Verb">The method that ends the call; empty when the call ends in a path.</param>
/// <param name="Arguments">The arguments of the verb.</param>
public sealed record PythonCall(IReadOnlyList<string> Segments, string Verb, IReadOnlyDictionary<string, JsonNode?> Arguments)
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete", "upload_fp", "upload_file"];

    /// <summary>Reads a call.</summary>
    public static PythonCall Parse(string text)
    {
        var reader = new Reader(text);
        Assert.Equal("api", reader.Name());
        var segments = new List<string>();
        while (reader.TryTake('.'))
        {
            var name = reader.Name();
            if (reader.TryTake('('))
            {
                var arguments = reader.Arguments();
                if (Verbs.Contains(name))
                {
                    return new PythonCall(segments, name, arguments);
                }

                segments.Add(name);
                if (arguments.Count > 0)
                {
                    // Only an id can be given to a name, without saying what it is.
                    segments.Add(arguments.TryGetValue("", out var id)
                        ? JsonText.Of(JsonText.ToElement(id)) : throw new FormatException($"'{text}' gives a name something else than an id."));
                }
            }
            else
            {
                segments.Add(name);
            }
        }

        return new PythonCall(segments, "", new Dictionary<string, JsonNode?>());
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public string Name()
        {
            var start = _at;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            {
                _at++;
            }

            return text[start.._at];
        }

        public bool TryTake(char wanted)
        {
            while (_at < text.Length && text[_at] == ' ')
            {
                _at++;
            }

            if (_at == text.Length || text[_at] != wanted)
            {
                return false;
            }

            _at++;
            return true;
        }

        public Dictionary<string, JsonNode?> Arguments()
        {
            var arguments = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
            while (!TryTake(')'))
            {
                var start = _at;
                var name = Name();
                if (name == "fp" && text.AsSpan(_at).StartsWith(" named "))
                {
                    _at += " named ".Length;
                    var end = text.IndexOfAny([',', ')'], _at);
                    arguments["fp"] = text[_at..end];
                    _at = end;
                }
                else if (name.Length > 0 && TryTake('='))
                {
                    arguments[name] = Value();
                }
                else
                {
                    _at = start;
                    arguments[""] = Value();
                }

                TryTake(',');
            }

            return arguments;
        }

        private JsonNode? Value()
        {
            if (TryTake('{'))
            {
                var members = new JsonObject();
                while (!TryTake('}'))
                {
                    var name = Value()!.GetValue<string>();
                    Assert.True(TryTake(':'));
                    members[name] = Value();
                    TryTake(',');
                }

                return members;
            }

            if (TryTake('['))
            {
                var items = new JsonArray();
                while (!TryTake(']'))
                {
                    items.Add(Value());
                    TryTake(',');
                }

                return items;
            }

            if (_at < text.Length && text[_at] is '\'' or '"')
            {
                var quote = text[_at++];
                var content = new StringBuilder();
                while (text[_at] != quote)
                {
                    content.Append(text[_at] == '\\' ? text[++_at] : text[_at]);
                    _at++;
                }

                _at++;
                return content.ToString();
            }

            var start = _at;
            _at = text.IndexOfAny([',', ')', ']', '}'], _at);
            return text[start.._at].Trim() switch
            {
                "None" => null,
                "True" => true,
                "False" => false,
                var number when long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
                var number => double.Parse(number, CultureInfo.InvariantCulture),
            };
        }
    }
}
