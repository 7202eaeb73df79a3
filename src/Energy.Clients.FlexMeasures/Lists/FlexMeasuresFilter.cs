using System.Text;

namespace Energy.Clients.FlexMeasures;

/// <summary>The search terms of a filter, split as the server does: like a shell, with quotes and backslashes.</summary>
public static class FlexMeasuresFilter
{
    /// <summary>Splits a filter into its terms.</summary>
    /// <param name="filter">The filter: terms between blanks; quotes group, a backslash takes the next character as it is (inside single quotes it is itself).</param>
    /// <returns>The terms.</returns>
    /// <exception cref="ArgumentException">A quote is not closed, or a backslash ends the text.</exception>
    public static IReadOnlyList<string> Split(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var terms = new List<string>();
        var term = new StringBuilder();
        var inTerm = false;
        var quote = '\0';
        for (var i = 0; i < filter.Length; i++)
        {
            var c = filter[i];
            if (quote == '\0' && c is ' ' or '\t' or '\r' or '\n')
            {
                if (inTerm)
                {
                    terms.Add(term.ToString());
                    term.Clear();
                    inTerm = false;
                }
            }
            else if (c == '\\' && quote != '\'')
            {
                if (++i == filter.Length)
                {
                    throw new ArgumentException("The filter ends with a backslash. Double it, or leave it out.", nameof(filter));
                }

                if (quote == '"' && filter[i] is not ('"' or '\\'))
                {
                    term.Append('\\');
                }

                term.Append(filter[i]);
                inTerm = true;
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                inTerm = true;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else
            {
                term.Append(c);
                inTerm = true;
            }
        }

        if (quote != '\0')
        {
            throw new ArgumentException($"The filter has a quote {quote} that is not closed. Close it, or put a backslash before it.", nameof(filter));
        }

        if (inTerm)
        {
            terms.Add(term.ToString());
        }

        return terms;
    }
}
