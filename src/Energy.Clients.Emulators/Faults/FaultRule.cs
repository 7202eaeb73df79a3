namespace Energy.Clients.Emulators;

/// <summary>When a fault strikes: made by <see cref="FaultRules"/>, which it stays part of until it is used up or removed.</summary>
public sealed class FaultRule
{
    private readonly FaultRules _rules;
    private readonly Func<ReceivedRequest, bool>? _when;
    private int _skip;

    internal FaultRule(FaultRules rules, Fault fault, Func<ReceivedRequest, bool>? when, int skip, int? times)
    {
        _rules = rules;
        Fault = fault;
        _when = when;
        _skip = skip;
        TimesLeft = times;
    }

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>How often it has struck.</summary>
    public int TimesFired { get; private set; }

    /// <summary>How often it will still strike, or <see langword="null"/> for always.</summary>
    public int? TimesLeft { get; private set; }

    /// <summary>Ends the rule. Ending it twice does nothing more.</summary>
    public void Remove() => _rules.Remove(this);

    /// <summary>Whether it strikes this request; called under the lock of the rules.</summary>
    internal bool Take(ReceivedRequest request)
    {
        if (_when is not null && !_when(request))
        {
            return false;
        }

        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        TimesFired++;
        TimesLeft--;
        return true;
    }
}
