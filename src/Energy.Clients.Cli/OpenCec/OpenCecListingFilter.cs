using System.CommandLine;
using Energy.Clients.OpenCec;
using NodaTime.Text;

namespace Energy.Clients.Cli.OpenCec;

/// <summary>The filters of listings on the command line.</summary>
internal sealed class OpenCecListingFilter
{
    private readonly Option<string?> _manufacturer = new("--manufacturer") { Description = "Only manufacturers that contain this text, in any case." };
    private readonly Option<string?> _model = new("--model") { Description = "Only models that contain this text, in any case." };
    private readonly Option<string?> _status = new("--status") { Description = "Only this state: active, suspended, expired." };
    private readonly Option<string?> _deviceClass =
        new("--device-class") { Description = "Only listings of this device class, by its name as the server writes it (bess, inverter)." };
    private readonly Option<string?> _profile = new("--test-profile") { Description = "Only listings with a certificate that names this test profile." };
    private readonly Option<string?> _certifiedOn = new("--certified-on") { Description = "Only listings that are certified on this day (2026-01-31)." };

    public OpenCecListingFilter(Command command)
    {
        command.Options.Add(_manufacturer);
        command.Options.Add(_model);
        command.Options.Add(_status);
        command.Options.Add(_deviceClass);
        command.Options.Add(_profile);
        command.Options.Add(_certifiedOn);
    }

    public OpenCecListingQuery Read(ParseResult parsed) => new()
    {
        Manufacturer = parsed.GetValue(_manufacturer),
        Model = parsed.GetValue(_model),
        Status = parsed.GetValue(_status) is { } status ? StatusOf(status) : null,
        DeviceClass = parsed.GetValue(_deviceClass),
        TestProfile = parsed.GetValue(_profile),
        CertifiedOn = parsed.GetValue(_certifiedOn) is not { } text ? null
            : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
            : throw new CliUsageException($"--certified-on '{text}' is not a day. Write it as 2026-01-31."),
    };

    // The server answers a state that it does not know with no rows, which would look like a catalogue without any.
    private static OpenCecListingStatus StatusOf(string text) => new OpenCecListingStatus(text) is { IsKnown: true } status
        ? status
        : throw new CliUsageException(
            $"--status '{text}' is no state of a listing. Known are {OpenCecListingStatus.Active}, {OpenCecListingStatus.Suspended} and {OpenCecListingStatus.Expired}.");
}
